"""What people and programs write where there is nothing to write."""

# The days that programs write where there is none: the first that they can count.
NULL_DAYS = (
    "0001-01-01",
    "0001/1/1",
    "0001/01/01",
    "0000-00-00",
    "1899-12-30",
    "1899/12/30",
    "1900-01-01",
    "1900/1/1",
    "1900-01-00",
    "1900/1/0",
    "1970-01-01",
    "1970/1/1",
    "1970/01/01",
)
# What people write where there is nothing to write.
NOTHING = (
    "无",
    "/",
    "／",
    "\\",
    "—",
    "——",
    "－",
    "-",
    "--",
    "---",
    "暂无",
    "空",
    "N/A",
    "n/a",
    "NULL",
    "null",
    "None",
    *(
        day + time
        for day in NULL_DAYS
        for time in ("", " 00:00:00", " 0:00:00", " 08:00:00", " 0:00", " 8:00:00", "T00:00:00")
    ),
)
# What people write in place of the day of what has not happened yet.
NOT_YET = (
    "办理中",
    "在办",
    "正在办理",
    "待办",
    "未办",
    "未办结",
    "尚未办结",
    "未答复",
    "待答复",
    "尚未答复",
    "未反馈",
    "待反馈",
    "尚未反馈",
    "未审结",
    "审理中",
    "未结",
    "未公示",
    "未缴费",
    "未到期",
)
# What says of a number that has to be told that it is none: a stroke does not.
STATED_NONE = ("无", "没有", "暂无", "零")
NO_NUMBER = (
    *(word for word in NOTHING if not word[:1].isdecimal()),
    "无文号",
    "无编号",
    "无字号",
    "没有",
    "无号",
    "*",
    "无发文字号",
    "未编号",
)
