"""Each check of the wording on texts that are wrong, on texts that are right, and on real mistakes."""

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from conftest import REPOSITORY
from gongkai.checks.check import State
from gongkai.checks.wording.agreeing import agreeing
from gongkai.checks.wording.characters import garbles
from gongkai.checks.wording.documents import DOCUMENTS
from gongkai.checks.wording.labels import TOLD
from gongkai.checks.wording.prose import Passage, Prose, folded, sections_of
from gongkai.checks.wording.registry import WORDING, check_wording
from gongkai.checks.wording.reuse import planned
from gongkai.findings import Place
from gongkai.indicators.registry import BY_ID
from gongkai.indicators.value import Amount, Rate, Unknown
from texts import BEFORE, NEW, OLD, VALUES, new, old, saying, sections, told

SUQIAN = {
    "values": VALUES | {"requests_received": Amount(3646)},
    "before": {"requests_received": Amount(3607)},
}


TWO_YEARS = {
    "values": VALUES | {
        "requests_on_time_rate": Rate(41, 41), "penalty_decisions": Amount(3), "interpretation_articles": Amount(2),
        "training_attendees": Amount(113), "disclosed_wechat": Amount(11), "proposals_total": Amount(12),
    },
    "before": BEFORE | {
        "requests_on_time_rate": Rate(39, 40), "penalty_decisions": Amount(2), "interpretation_articles": Amount(2),
        "training_attendees": Amount(108), "disclosed_wechat": Amount(9), "proposals_total": Amount(9),
    },
}  # fmt: skip


def disputed(sentence: str) -> Prose:
    return new(("均按期答复。", f"均按期答复。{sentence}"))


LONG = (
    "围绕城市绿化开展专题宣传，群众参与热情高涨，公园广场设立咨询点，发放宣传册，现场解答疑问，收集建议，组织开放日活动，"
    "邀请媒体旁听。"
)
OTHER = (
    "修订信息公开指南，重新划分目录类别，逐条核对历年文件的公开属性，补录缺失的文号和日期，调整网站导航，压缩层级，"
    "方便群众按部门和主题查找。"
)
WRONG = [
    # 沙塘镇 2016 went from 一 to 三; 朝阳乡 2016 listed its parts in another order than it printed them.
    ("D-1", old(("二、主动公开情况", "三、主动公开情况"), ("三、依申请公开情况", "四、依申请公开情况"),
                ("四、存在", "五、存在"), ("五、2019", "六、2019")), "不连续"),
    ("D-1", old(("主动公开情况、依申请公开情况、存在", "依申请公开情况、主动公开情况、存在")), "次序"),
    ("D-1", old(("五部分组成", "六部分组成")), "写明6个部分，实有5个"),
    ("D-1", new(("六、其他需要报告的事项\n", "")), "缺少“其他需要报告的事项”"),
    ("D-1", new(("二、主动公开政府信息情况\n三、收到和处理政府信息公开申请情况", "二、收到和处理政府信息公开申请情况\n三、主动公开政府信息情况")), "次序"),
    ("D-1", new(("（三）政府信息管理。清理规范性文件。\n", "")), "政府信息管理"),
    ("D-1", new(("开展工作考核和社会评议，", "")), "工作考核"),
    # 咸宁 2018 stopped at 14 December, 牡丹江 at 7 December.
    ("D-2", old(("12月31日止", "12月14日止")), "应为2018年1月1日至2018年12月31日"),
    ("D-2", new(("2024年12月31日止", "2024年12月7日止")), "2024年12月7日"),
    ("D-2", new(("自2024年1月1日起至2024年", "自2023年1月1日起至2023年")), "2023年"),
    # 松江河镇's report of 2020 spoke of 2019; 中埠镇 printed 202020年12月31日.
    ("D-3", old(("2018年，我局", "2017年，我局")), "把2017年写成了报告年度"),
    ("D-3", saying("截至202018年12月31日，公开平稳。"), "202018年"),
    ("D-3", saying("2019年我局召开会议3次。"), "提到2019年"),
    ("D-3", old(title="2017年政府信息公开工作年度报告"), "标题"),
    ("D-4", new(published_on=dt.date(2025, 4, 1)), "晚于法定期限"),
    ("D-4", new(level="department", published_on=dt.date(2025, 2, 3)), "2025-01-31"),
    ("D-4", new(published_on=dt.date(2024, 12, 30)), "早于"),
    # 周矶街道 2020 left the template's note; a bulletin printed 问题共件 and 已办结件.
    ("D-5", saying("编写说明：本栏如实填写。"), "编写说明"),
    ("D-5", saying("反映问题共件，已办结件。"), "缺少数字"),
    ("D-5", saying("全年共收到依申请公开件，均按期答复。"), "缺少数字"),
    ("D-5", saying("公开资质条、许可证76条。"), "缺少数字"),
    ("D-5", saying("公开食品抽检信息期、药品抽检信息12期。"), "缺少数字"),
    ("D-5", saying("公开环评审批项、排污许可46项。"), "缺少数字"),
    ("D-5", saying("收到举报XX件。"), "占位符"),
    ("D-5", saying("满意率%，{{ 数字 }}。"), "占位符"),
    ("D-5", saying("培训情况待补充。"), "待补"),
    ("D-5", saying("公布于2019年月日。"), "日期"),
    # The published report of 2018 states a measure as its first problem.
    ("D-6", old(("一是公开不够及时。", "一是将继续切实强化政务公开工作制度建设，不断规范工作程序。")), "写的是措施"),
    ("D-6", new(("一是部分栏目更新不及时；二是解读形式单一。下一步，将建立更新提醒，丰富解读形式。", "无。")), "只写了“无。”"),
    ("D-6", new(("；二是解读形式单一。下一步，将建立更新提醒，丰富解读形式。", "。")), "一句话"),
    ("D-6", new(("下一步，将建立更新提醒，丰富解读形式。", "三是人手少。")), "改进"),
    ("D-7", new(("邮编：000000，电话：0000-0000000，", "")), "邮编、电话"),
    ("D-8", new(("条例》第五十条", "条例》（国务院令第492号）第五十条")), "492号"),
    ("D-8", saying("依据《条例》（国令第711号）办理。"), "711号"),
    ("D-8", new(("条例》第五十条", "条例》第三十二条")), "第三十二条"),
    ("D-8", new(("条例》第五十条编制", "条例》和《年度报告格式》（国办公开办函〔2019〕60号）编制")), "不适用于2024"),
    ("D-8", saying("按照《市政府关于加快推进“互联网+政务服务工作”工作方案的通知》(哈政办规〔2017〕17号)办理。"),
     "标题应为《哈尔滨市加快推进"),
    ("D-9", saying("开展锟斤拷宣传。"), "锟斤拷"),
    ("D-9", saying("共２9件。"), "全角半角"),
    ("D-10", old(attachments=("某局政府信息公开情况统计表（2017年度）",)), "不是2018年"),
    ("D-12", new(limit=30), "超过设定的30字"),
    ("X-2", new(("本年度未收取信息处理费。", "无。")), "没有报告信息处理费"),
    ("X-2", new(("本年度未收取信息处理费。", "收费公路信息已公开。")), "没有报告信息处理费"),
    ("X-1", new(("本年度未收取信息处理费。", "无。"), values=VALUES | {"t3_r6_2_total": Amount(1)}), "应当说明"),
    ("P-1", saying("我局共收到信息公开申请二十一件。"), "收到申请数写的是“二十一件”，台账是29件"),
    ("P-1", saying("全年主动公开政府信息100余条，仅收到申请不足20件。", values=VALUES | {"disclosed_total": Amount(99)}), "“100余条”，台账是99条"),
    ("P-1", saying("收到申请不足20件。"), "台账是29件"),
    ("P-1", saying("去年收到申请25件，今年收到申请31件，较去年增长24%。"), "“31件”，台账是29件"),
    ("P-1", saying("热线转办案件按时办结率为83.4%。"), "台账是83.33%"),
    # 宿迁 2024 counted only what was decided, and printed growth of 1.05 % for 3646 after 3607.
    ("P-5", disputed("行政复议44件，其中结果维持15件，结果纠正20件，其他结果5件，尚未审结4件。"), "结果维持15件，表四是20件"),
    ("P-5", disputed("行政诉讼13件，其中结果维持8件，结果纠正3件。"), "结果维持8件，表四是9件"),
    # What an audit of the published report says, before it is published.
    ("P-14", disputed("行政复议案件均获维持。"), "表四行政复议总计44，其中维持20"),
    ("P-14", saying("全年发布信息127条，其中网站89条、公报37条。"), "127=89+37"),
    ("Y-2", saying("收到政府信息公开申请3646件，同比增长1.05%。", **SUQIAN), "应为1.08%"),
    ("Y-2", saying("收到政府信息公开申请29件，较上年下降。"), "应为增长"),
    ("Y-2", saying("收到政府信息公开申请29件，均已答复，办结率100%，同比增长20%。"), "应为+16%"),
    ("Y-2", saying("收到政府信息公开申请29件，比上年增加5件。"), "应为4"),
    ("Y-2", saying("全年主动公开政府信息120条，较上年增长2%。"), "应为持平"),
    ("Y-2", saying("收到政府信息公开申请29件，较上年增长16%。", before={"requests_received": Amount(0)}), "上年为0"),
    *(("Y-2", saying(sentence, **TWO_YEARS), words) for sentence, words in (
        ("申请按时办结率同比提高3.5个百分点。", "应为2.5个百分点"), ("行政处罚决定比上年增加2件。", "应为1件"),
        ("政策解读稿件比上年有所增加。", "应为持平"), ("参加培训113人次，较上年下降。", "应为增加"),
        ("政务微信公开信息较上年减少。", "应为增加"), ("人大代表建议、政协委员提案承办数量与上年相比有所减少。", "应为增加"),
    )),
    ("P-1", saying("受理举报投诉1件。"), "台账是0件"),
    ("P-1", saying("参加培训108人次。", **TWO_YEARS), "台账是113人次"),
    ("Y-3", old(before=BEFORE | {"disclosed_total": Amount(50)}), "变化较大"),
    # The published report of 2018 prints the members' satisfaction though no proposal is listed.
    ("P-9", saying("代表和委员满意率达100%。"), "分母为0"),
    ("P-10", saying("主动公开的信息均经保密审查。"), "119/120"),
    ("P-10", saying("热线转办案件全部按时办结。"), "5/6"),
    *(
        ("P-10", saying(text), "5/6")
        for text in (
            "所有热线诉求均在规定时限内办结。", "热线诉求无一逾期。", "12345热线工单没有一件逾期办理。", "市民热线全年零超期。",
            "12345热线转办件未出现超期情况。", "全年办理市民热线转办案件，均在规定时限内办复。", "通过加强督办，热线工单全部按期办结。",
        )
    ),
    ("P-10", saying("收到信息公开申请29件，已全部办结。", values=VALUES | {"requests_open_at_end": Amount(2)}), "还有2件结转"),
    ("P-10", saying("收到信息公开申请29件，均按时办结。", values=VALUES | {"accepted_total": Amount(30)}), "是30"),
    ("P-10", saying("行政处罚决定均在七个工作日内公开。", values=VALUES | {"publicity_timely_rate": Rate(3, 3), "publicity_rate": Rate(3, 5)}), "3/5"),
    ("P-11", saying("全年没有应当公示的行政处罚决定。", values=VALUES | {"publishable_decisions": Amount(5)}), "5件"),
    ("P-11", saying("全年未举办业务培训。", values=VALUES | {"trainings": Amount(2)}), "2次"),
    ("P-11", saying("全年未发生行政复议。", values=VALUES | {"reconsiderations": Amount(1)}), "行政复议数是1件"),
    ("P-11", saying("未收到政府信息公开申请。"), "29件"),
    ("P-11", saying("未收取任何费用。", values=VALUES | {"fees_yuan": Amount(100)}), "100元"),
    ("P-12", saying("全年收到政府信息公开申请28件。", values={}), "此处写29"),
    ("P-13", old(("全年收到政府信息公开申请29件，均按时办结", "全年未收到政府信息公开申请"),
                 values=VALUES | {"requests_received": Amount(0), "requests_closed": Amount(3)}), "却办结3件"),
    ("P-13", old(("全年收到政府信息公开申请29件，均按时办结", "全年未收到政府信息公开申请，办结申请3件"), values={}), "办结3件"),
    ("Y-4", old(last=sections(OLD.replace("完善公开目录，加强业务培训", "建设档案查阅中心，推行首问负责"))), "档案查阅中心"),
    ("Y-5", old(("扎实推进政府信息公开。", LONG), last=sections(OLD.replace("扎实推进政府信息公开。", LONG))), "相似100%"),
]  # fmt: skip

RIGHT = [
    ("D-1", saying("由办公室牵头。")),
    ("D-2", saying("5月1日至5月7日开展宣传周，统计参加人数。")),
    ("D-3", saying("收到申请较2017年增长；公布《某局2017年度报告》；按照国办发〔2017〕17号文件办理；自2008年5月1日起施行。")),
    ("D-3", saying("2017年，我局启动试点；2018年，我局全面推开。")),
    ("D-3", saying("2017年我局成立领导小组，今年作了调整。")),
    ("D-3", old(("2019年，将", "2018年取得进展。2019年，将"))),
    ("D-5", saying("按照公开条例，共同推进；累计次数为5次；公开条件成熟。")),
    ("D-6", old(("一是公开不够及时。", "一是进一步公开的意识不足。"))),
    ("D-6", new(("一是部分栏目更新不及时；二是解读形式单一。下一步，将建立更新提醒，丰富解读形式。",
                 "公开还存在内容不丰富、答复超期等2方面问题。2025年将重点抓好2项工作：一是加强培训；二是完善制度。"))),
    ("D-6", new(("下一步，将建立更新提醒，丰富解读形式。", "2025年，一是逐条登记审查日期；二是每季度公开水质。"))),
    ("D-8", new(("条例》第五十条", "条例》（国令第711号）第五十条"))),
    ("D-9", saying("“互联网＋政务服务”、邕江、沭阳、瞿塘、巉岩。")),
    ("D-10", old(attachments=("某局政府信息公开情况统计表（2018年度）", "说明"))),
    ("D-12", new(limit=1000)),
    ("X-1", new(values=VALUES | {"t3_r6_2_total": Amount(1)})),
    ("X-2", new(("本年度未收取信息处理费。", "2023年没有收取政府信息公开任何费用。"))),
    ("X-2", new(("本年度未收取信息处理费。", "本年度无收费情况。"))),
    ("X-2", new(("本年度未收取信息处理费。", "没有其他需要报告的事项。"), values=VALUES | {"fees_yuan": Unknown("缴费日期没有金额")})),
    ("P-1", saying("法规处收到申请3件，每季度收到申请7件左右，收到涉企申请4件；热线转办案件按时办结率83.3%。")),
    ("P-1", saying("2017年收到申请25件，“十三五”以来，累计收到申请80件，比2017年收到申请25件多4件。")),
    ("P-1", saying("两年来收到申请60件，收到申请超过20件，收到申请30件以内。")),
    ("P-1", saying("收到申请21件。", values=VALUES | {"requests_received": Unknown("没有台账")})),
    ("P-5", disputed("行政复议44件，其中结果维持20件，结果纠正15件，其他结果5件，尚未审结4件；行政诉讼13件，其中结果维持9件，结果纠正2件，其他结果1件，尚未审结1件。")),
    ("P-5", disputed("行政复议已审结40件，其中行政复议40件均已审结。")),
    ("P-14", disputed("上年受理的行政复议5件均获维持。有2件行政复议案件结果维持后申请人仍有疑问。")),
    ("Y-2", saying("收到政府信息公开申请3646件，同比增长1.08%。", **SUQIAN)),
    ("Y-2", saying("收到政府信息公开申请29件，较上年增长16%，比上年增加4件；主动公开政府信息120条，与上年持平。")),
    ("Y-2", saying("申请按时办结率比上年提高2.5个百分点，行政处罚决定较去年增加1件，政策解读稿件与上年持平，参加培训113人次，较上年增长4.6%。", **TWO_YEARS)),
    ("Y-2", saying("涉企的行政处罚决定较上年减少，法规处参加培训3人次，较上年下降，群众满意度同比下降2个百分点，2017年政策解读稿件比上年减少5篇。", **TWO_YEARS)),
    ("P-1", saying("市场所受理举报投诉12件，选派2人参加培训6人次。", **TWO_YEARS)),
    ("Y-3", old(("全年主动公开政府信息120条。", "全年主动公开政府信息120条，由于机构合并，比上年增加较多。"),
                before=BEFORE | {"disclosed_total": Amount(50)})),
    ("P-9", saying("代表满意率达100%。")),
    ("P-10", saying("主动公开的信息均履行三级审批手续，收到信息公开申请均按时办结。")),
    ("P-10", old(("全年收到政府信息公开申请29件，均按时办结", "收到信息公开申请30件，办结29件，均按时办结"), values=VALUES | {"accepted_total": Amount(30)})),
    ("P-11", saying("2022年未收到政府信息公开申请。")),
    ("P-11", saying("如未收到政府信息公开申请答复，可向我局投诉。")),
    ("P-11", saying("未制定涉企规范性文件，未作出重大行政处罚。", values=VALUES | {"normative_documents_issued": Amount(2), "penalty_decisions": Amount(4)})),
    ("P-11", saying("未作出行政处罚决定的案件及时告知当事人。", values=VALUES | {"penalty_decisions": Amount(4)})),
    ("P-11", old(("全年未发生行政复议、行政诉讼。", "未发生被纠错的行政复议；未收到下级机关转来的申请；全年未收取任何费用。"), values=VALUES | {"reconsiderations": Amount(3)})),
    ("P-11", old(("全年未发生行政复议、行政诉讼。", "没有发生因行政处罚引起的行政复议；所属二级单位未收到政府信息公开申请。"), values=VALUES | {"reconsiderations": Amount(3)})),
    ("P-11", saying("未作出行政许可变更决定。", values=VALUES | {"licence_decisions": Amount(3)})),
    ("P-10", saying("12件申请已全部办结。", values=VALUES | {"requests_open_at_end": Amount(3), "requests_closed": Amount(12)})),
    *(
        ("P-10", saying(text))
        for text in (
            "下一步，将确保热线案件全部按期办结。", "要做到热线诉求零逾期。", "加强督办，实现热线工单零超期。", "没有逾期未缴费的申请。",
            "热线工单无逾期的占多数。", "力争热线工单无一逾期。",
        )
    ),
    ("P-10", saying("已到期的政府信息公开申请全部办结。", values=VALUES | {"requests_open_at_end": Amount(3)})),
    ("P-12", saying("全年主动公开政府信息120条。通过网站全年主动公开政府信息100条。", values={})),
    ("P-12", saying("通过网络收到申请3件；全年收到政府信息公开申请29件。")),
    ("P-12", saying("2017年收到政府信息公开申请25件，去年全年收到申请25件。", values={})),
    ("P-13", old(("全年收到政府信息公开申请29件，均按时办结", "全年未收到政府信息公开申请，上年结转的已办结1件"),
                 values=VALUES | {"requests_received": Amount(0), "requests_closed": Amount(1), "requests_carried_in": Amount(1)})),
    ("Y-4", old(last=sections(OLD.replace("2019年工作思路", "2018年工作打算").replace("完善公开目录", "推进政府信息公开")))),
    ("Y-5", old(("扎实推进政府信息公开。", LONG), last=sections(OLD.replace("扎实推进政府信息公开。", OTHER)))),
]  # fmt: skip


@pytest.mark.parametrize(
    ("check", "prose", "words"), WRONG, ids=lambda x: x if isinstance(x, str) else ""
)
def test_a_mistake_is_told_in_its_own_words(check: str, prose: Prose, words: str) -> None:
    found = told(prose, check)
    assert any(words in r.message + r.text for r in found), [r.message for r in found]
    declared = next(c for c in WORDING if c.id == check)
    for result in found:
        assert result.remedy == declared.remedy
        assert result.blocks == (result.state is State.FAIL)


@pytest.mark.parametrize(("check", "prose"), RIGHT, ids=lambda x: x if isinstance(x, str) else "")
def test_what_only_looks_like_it_is_left_alone(check: str, prose: Prose) -> None:
    assert [r.message for r in told(prose, check)] == []


@pytest.mark.parametrize("prose", [old(), new()], ids=["2018", "2024"])
def test_a_sound_report_is_left_alone(prose: Prose) -> None:
    assert [(r.id, r.message) for r in told(prose)] == []


def test_every_declared_check_has_a_text_that_it_tells_and_one_that_it_passes() -> None:
    ids = [c.id for c in WORDING]
    assert len(set(ids)) == len(ids)
    assert {c for c, *_ in WRONG} == set(ids)
    passed = {
        r.id
        for prose in (old(), new(last=()))
        for r in check_wording(prose)
        if r.state is State.PASS
    }
    assert passed | {c for c, _ in RIGHT} == set(ids)


def test_the_place_and_the_words_are_named() -> None:
    (found,) = told(saying("反映问题共件。"), "D-5")
    assert (str(found.place), found.text) == ("报告.txt 第6行", "反映问题共件。")
    assert found.as_dict()["place"] == "报告.txt 第6行"


def test_somebody_else_s_report_blocks_nothing_and_lacks_no_declaration() -> None:
    theirs = replace(saying("反映问题共件。"), own=False, published_on=None, level=None, values={})
    results = check_wording(theirs)
    assert [r.id for r in results if r.state is State.FAIL] == ["D-5"]
    assert not any(r.blocks for r in results)
    assert not any("declarations" in r.message for r in results)


@pytest.mark.parametrize(
    ("check", "value"),
    [("P-10", "requests_on_time_rate"), ("P-11", "reconsiderations")],
)
def test_unknown_figures_license_nothing_and_accuse_nobody(check: str, value: str) -> None:
    results = check_wording(old(values=VALUES | {value: Unknown("没有台账")}))
    assert [r.state for r in results if r.id == check] == [State.NOT_ASSESSABLE]


def test_the_published_report_of_2018_has_just_its_known_mistakes() -> None:
    path = REPOSITORY / "tests" / "published" / "hrbrfb_2018.txt"
    text = path.read_text(encoding="utf-8")
    values = VALUES | {"hotline_on_time_rate": Rate(6, 6)}
    prose = Prose(
        "2018年政府信息公开工作年度报告", 2018, "department", sections(text), dt.date(2019, 2, 12), values=values
    )  # fmt: skip
    found = told(prose)
    assert [r.id for r in found] == ["D-6", "D-8", "D-9", "P-9"]
    assert "可能是“" in found[2].message and "纪念活" in found[2].message


@pytest.mark.parametrize(
    ("garbled", "reading"),
    [
        ("政府信息公开工作".encode().decode("gb18030"), "政府信息公开工作"),
        ("政府信息".encode().decode("latin-1"), "政府信息"),
        ("政府信息".encode("gbk").decode("latin-1"), "政府信息"),
        (("x人大代表建议办理结果".encode("gbk")[1:] + b"x").decode("gbk", "ignore"), None),
        ("数据锟斤拷", ""),
        ("缺\ufffd字", ""),
    ],
)
def test_a_garble_gets_a_probable_reading(garbled: str, reading: str | None) -> None:
    found = [r for _, r in garbles(garbled)]
    assert found == ([] if reading is None else [reading])


@pytest.mark.parametrize("meant", ["依法办理申请事项", "工作年度报告"])
def test_a_text_read_from_the_wrong_byte_on_gets_its_reading(meant: str) -> None:
    shifted = (b"\xb0" + meant.encode("gbk") + b"\xb0").decode("gbk")
    assert [reading for _, reading in garbles(f"开展《{shifted}》活动")] == [meant]


def test_titles_of_known_documents_are_accepted_with_and_without_their_issuer() -> None:
    for cited in DOCUMENTS:
        if cited.title:
            year = max(cited.since, 2018)
            short = cited.title.replace("国务院办公厅政府信息与政务公开办公室", "")
            for title in (cited.title, short):
                prose = saying(f"按照《{title}》（{cited.number}）办理。", year=year)
                assert [r.message for r in told(prose, "D-8") if "标题" in r.message] == []


def test_headings_are_recognised_alone_and_at_the_head_of_their_paragraph() -> None:
    lines = (
        "前言",
        "一、概述",
        "（一）制度。落实制度。",
        "一、二两项工作都已完成，见下表所列，共3条",
        "(二)平台",
    )
    found = sections_of(Passage(x, Place("t")) for x in lines)
    assert [(s.level, s.number, s.heading) for s in found][:3] == [
        (0, "", ""),
        (1, "一", "概述"),
        (2, "一", "制度"),
    ]
    assert found[-1].heading == "平台"
    assert folded(found[2].passages[0].text) == "落实制度。"


def test_plans_are_read_from_a_chapter_of_plans_and_from_what_is_to_be_mended() -> None:
    assert planned(sections(OLD)) == ["完善公开目录", "加强业务培训"]
    assert planned(sections(NEW)) == ["建立更新提醒", "丰富解读形式"]


@settings(max_examples=60)
@given(
    st.text(
        st.sampled_from(
            "一二（）、。，《》〔〕件条年月日0123456789％%XＸ公开申请收到行政复议均无将�婪熊ä"
        ),
        max_size=120,
    )
)
def test_any_text_is_judged_and_none_is_refused(text: str) -> None:
    for prose in (saying(text), new(("均按期答复。", text))):
        results = check_wording(replace(prose, last=sections(text)))
        assert {c.id for c in WORDING if c.since <= prose.year <= c.until} == {
            r.id for r in results
        }
        assert all(r.message for r in results)


@pytest.mark.parametrize("piece", ["公开", "收到申请5件，", "1月", "婪熊"])
def test_a_long_paragraph_without_a_stop_is_judged_like_any_other(piece: str) -> None:
    assert {r.id for r in check_wording(saying(piece * 2000))} >= {"D-1", "P-12"}


def test_numbers_that_agree_are_told_with_their_figure() -> None:
    text = "行政复议44件，其中结果维持20件。不予公开的申请7件，走访企业20家。收到申请29件。"
    found = agreeing(disputed(text))
    assert found["行政复议44件，其中结果维持20件", "20"].startswith("表四行政复议结果维持")
    assert found["收到申请29件", "29"] == "“收到申请数”"
    assert not [key for key in found if "走访" in key[0]]


def test_labels_told_without_the_registry_are_its_own() -> None:
    assert {name: BY_ID[name].label for name in TOLD} == TOLD
