"""Text as it is compared: one shape a character, Kangxi radicals and traditional characters too.

Every step keeps the length of a folded text, so that what was found can be quoted as it was written.
"""

import unicodedata
from functools import lru_cache
from typing import Final

from gongkai.pattern import pattern

# Traditional characters of the forms' labels and of the words that sentences count with.
# A character that is also written so in simplified text (后, 于, 里) maps from its traditional form only.
_TRADITIONAL: Final = (
    "丟並亂佈佔併來係個備傳價億優內兩別刪則創劃動務勵匯區協卻參員問啓啟單嚴國圍圖執堅報場壞夢夾學實審寫寬將專對導屆層屬師帶幫"
    "幹幾廢廳張強彙後徑從復徵徹態應懸戶採換揮損據擴敗數斷於時暫書會條業極構樓標樣機檢欄權歷歸決沒況淺減湧準溝滿漲濟為無熱燙營"
    "爭爲狀獎獲現環產産當發監盤確碼祕種稱積穩筆節範築簡籤糾約紋納純級紛細組結絡給統絲綁經綜維網綴線編縣總織繞繫繳繼續罰羣義聞"
    "聯聲職聽臺與舉舊華萬蓋處虛號衆術裏補裝裡製複見規視觀計訓記訟訪設許訴評詢試話該詳認誤說説調談請論證識議護讀變讓負財貫責費"
    "資賦質賬購贊較載輕輛輯輸輿轉辦這週進運過達遞遠適選還邊郵鄉銜銷錄錯鎮鏈長門閉開間閱關陣陽際隨隱隻雙離電響頁項順預領頭"
    "頻題額類顯餘館饋駁驗體麼點齊"
)
_SIMPLIFIED: Final = (
    "丢并乱布占并来系个备传价亿优内两别删则创划动务励汇区协却参员问启启单严国围图执坚报场坏梦夹学实审写宽将专对导届层属师带帮"
    "干几废厅张强汇后径从复征彻态应悬户采换挥损据扩败数断于时暂书会条业极构楼标样机检栏权历归决没况浅减涌准沟满涨济为无热烫营"
    "争为状奖获现环产产当发监盘确码秘种称积稳笔节范筑简签纠约纹纳纯级纷细组结络给统丝绑经综维网缀线编县总织绕系缴继续罚群义闻"
    "联声职听台与举旧华万盖处虚号众术里补装里制复见规视观计训记讼访设许诉评询试话该详认误说说调谈请论证识议护读变让负财贯责费"
    "资赋质账购赞较载轻辆辑输舆转办这周进运过达递远适选还边邮乡衔销录错镇链长门闭开间阅关阵阳际随隐只双离电响页项顺预领头"
    "频题额类显余馆馈驳验体么点齐"
)
# Radicals that browsers print for the characters they are; NFKC knows only those of U+2F00 on.
_RADICALS: Final = str.maketrans(
    "⺅⺉⺌⺗⺘⺟⺠⺡⺣⺤⺨⺫⺬⺭⺮⺯⺰⺶⺹⺼⺾⻁⻂⻃⻄⻅⻆⻇⻈⻉⻊⻋⻌⻏⻐⻑⻒⻓⻔⻖⻗⻘⻙⻚⻛⻜⻝⻞⻟⻠⻢⻣⻤⻥⻦⻨⻩⻪⻬⻮⻰⻳",
    "亻刂小心扌母民氵灬爪犭罒示礻竹糸纟羊老肉艹虎衤西西见角角讠贝足车辶阝钅長長长门阝雨青韦页风飞食饣食食马骨鬼鱼鸟麦黄黾齐齿龙龟",
)
_TO_SIMPLIFIED: Final = str.maketrans(_TRADITIONAL, _SIMPLIFIED)
# NFKC makes these narrow; Chinese sentences keep them wide.
_WIDE: Final = str.maketrans("(),:;!?", "（），：；！？")
_HAN: Final = r"\u3007\u4e00-\u9fff，。；：！？、（）《》“”〔〕"
_CIRCLED: Final = pattern("([\u2460-\u249b])")
_LOOSE_SPACE: Final = pattern(rf"(?<=[{_HAN}])\s+|\s+(?=[{_HAN}])")
_MARKS: Final = pattern(r"[\s“”\"'‘’`、,，.．。:：;；/()（）〔〕\[\]《》*#\-—－_|]")
_THOUSANDS: Final = pattern(r"(?<=\d)，(?=\d{3}(?!\d))")


def folded(text: str) -> str:
    """Return a sentence with one shape a character and no space beside Chinese characters.

    >>> folded("⺠政局⻔户⽹站")
    '民政局门户网站'
    >>> folded("全年受理 3,119 件 (含上年 ⽂件)")
    '全年受理3119件（含上年文件）'
    >>> folded("①公开１２件")
    '①公开12件'
    """
    pieces = _CIRCLED.split(text.translate(_RADICALS))  # ① is a mark of a list, no figure
    wide = "".join(
        p if _CIRCLED.fullmatch(p) else unicodedata.normalize("NFKC", p) for p in pieces
    ).translate(_WIDE)
    return _THOUSANDS.sub("", _LOOSE_SPACE.sub("", " ".join(wide.split())))


def simplified(text: str) -> str:
    """Return a text in simplified characters, as long as it was.

    >>> simplified("較上年增長，結轉下年度繼續辦理")
    '较上年增长，结转下年度继续办理'
    """
    return text.translate(_TO_SIMPLIFIED)


@lru_cache(maxsize=16384)  # every reading of every table asks for the same labels
def plain(label: str) -> str:
    """Return a label as it is compared: simplified, without spaces, quotes and punctuation.

    >>> plain("（三）不予⽀持 ") == plain("(三) 不予支持")
    True
    >>> plain("二、上年結轉政府信息公開申請數量")
    '二上年结转政府信息公开申请数量'
    """
    return _MARKS.sub("", simplified(unicodedata.normalize("NFKC", label.translate(_RADICALS))))
