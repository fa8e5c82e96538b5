"""Headings written in whole syllables: liuyan_bianhao is 留言编号."""

import itertools
from collections.abc import Iterable
from functools import cache
from typing import Final

# Every character of the names that are known, by how it is read there; two readings where names have both.
_READ: Final = (
    "an案 ban办颁 bao保报 bei备被 ben本 bi毕 bian变编 biao标表 bie别 bu布步补部 cai材裁采 can参 cao操草 ce册 ceng层 cha查 chan产 chang场长 chao超 "
    "che撤 cheng呈成承称程 chu出初处除 chuan传 chuang创 ci次词 cui催 cuo措 da大打答达 dai代 dan单 dang当档 dao到导道 de的 deng登 di地第 dian点电 "
    "diao调 ding定订 dong动 du度督读 duan断段 dui对 e额 fa发法罚 fan反范 fang放方访 fei废费 fen份分 fou否 fu付复府服负附 gai改概盖 gao告稿 ge个 geng更 "
    "gong供公工 gou构沟购 gu固 gua挂 guan关官管 gui归规 guo果过 han函 hao号 he合核 hou后 hu呼户 hua划话 huan环还 hui会回 huo或活获 ji击及基寄急机级计记辑际集 "
    "jia价加 jian件兼建检监见键间 jiao交叫缴角 jie截接结节解阶 jin紧进金 jing径经 ju举据 juan卷 jue决角 kai开 ke可科 ku库 kuan款 kuang况 kui馈 lai来 "
    "lan栏览 lei类 li力理立 lian联链 liang量 liao料 lie列 ling领 liu流浏留 lu录路 lun论 luo络落 lv率 ma码 man满 me么 mei媒 men门 mi密 mian面 "
    "miao描 min民 ming名明 mo没 mu目 nei内 ni拟昵 nian年 nuo诺 pai派 pan判 pei培配 pi批 piao票 pin频 ping平评 qi企期起 qian前签遣 qiang强 "
    "qing情清请 qiu求 qu区取渠 quan全权 que确 qun群 re热 ren人任认 ri日 rong容 ru入 san三 se色 shan删 shang上商 she涉社设 shen什审申身 sheng剩生 "
    "shi事使失始实室市式施时是示识 shou受手收首 shu书属数束署述 shui水税 shuo说 song送 su诉 suo所索 tai台态 tan谈 ti体提题 tian填天 tiao调 ting听庭 tong同统通 "
    "tou投 tu图途 tui推退 tuo托 wan完 wang网 wei为位围委违 wen文问 wu务无 xi息系细 xia下 xian县现线衔限 xiang相箱详象项 xiao小效消销 xie写协 xin信新 "
    "xing型姓形性行 xiu修 xu序许需 xuan宣 xun训讯询 yan延言 yao要 ye业页 yi一依已意移议 yin印引 ying应映 yong用 you有由邮 yu与余域舆逾预 yuan原员源院 yue月约阅 "
    "zai在载 zan赞 ze责 zhai摘 zhan站 zhang章账长 zhao召 zhe者 zhen真 zheng征政正证 zhi制址志执支止知织置职至质 zhong中众种终 zhu主助注 zhuan专撰转 "
    "zhuang状 zhun准 zi咨子字自资 zou走 zu组 zui最 zuo作"
)


@cache
def _readings() -> dict[str, tuple[str, ...]]:
    """Return the syllables of each character."""
    found: dict[str, tuple[str, ...]] = {}
    for entry in _READ.split():
        letters = entry.rstrip("".join(c for c in entry if not c.isascii()))
        for character in entry[len(letters) :]:
            found[character] = (*found.get(character, ()), letters)
    return found


def syllables(name: str) -> tuple[str, ...]:
    """Return how a name is written in letters, without signs; nothing where one of its characters is not known.

    >>> [syllables(name) for name in ("留言编号", "延长天数", "鼎")]
    [('liuyanbianhao',), ('yanchangtianshu', 'yanzhangtianshu'), ()]
    """
    read = _readings()
    return tuple("".join(one) for one in itertools.product(*(read.get(c, ()) for c in name)))


def by_syllables(names: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Return the names by how they are written in letters.

    >>> by_syllables(["答复日期", "处理时间", "出力时间"])
    {'dafuriqi': ('答复日期',), 'chulishijian': ('处理时间', '出力时间')}
    """
    found: dict[str, tuple[str, ...]] = {}
    for name in names:
        for letters in syllables(name):
            found[letters] = (*found.get(letters, ()), name)
    return found
