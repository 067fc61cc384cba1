"""Each field of the header, in the forms in which replies print it."""

from __future__ import annotations

import pytest

from tracker.model import ReplyKind

TITLES = [
    # title or first lines, session, number, kind
    ("关于市政协六届三次会议第158号提案的答复", "市政协六届三次会议", "158", "proposal"),
    ("对区八届人大二次会议第33号建议的答复", "区八届人大二次会议", "33", "suggestion"),
    ("云溪市水务局关于答复县十七届人大三次会议第317号代表建议的函", "县十七届人大三次会议", "317", "suggestion"),
    ("关于政协云溪市第十四届委员会第三次会议第0019号提案答复的函", "政协云溪市第十四届委员会第三次会议", "0019", "proposal"),
    ("关于云溪市第十三届政治协商会议第四次会议第71号提案的答复", "云溪市第十三届政治协商会议第四次会议", "71", "proposal"),
    ("云溪市人民政府对江南省十三届人大五次会议第1234号建议的答复", "江南省十三届人大五次会议", "1234", "suggestion"),
    ("国家林业局对十届全国人大四次会议第5136号建议的答复", "十届全国人大四次会议", "5136", "suggestion"),
    ("对全国政协十届四次会议第3515号提案的答复", "全国政协十届四次会议", "3515", "proposal"),
    ("关于政协十三届全国委员会第三次会议第 3107 号（文化类 288 号）提案答复的函", "政协十三届全国委员会第三次会议", "3107", "proposal"),
    ("关于对县人大第十八届二次会议财政经济类第2号建议的答复", "县人大第十八届二次会议", "2", "suggestion"),
    ("东湖区政协十届三次会议提案：第25号——《关于安装路灯的建议》的答复", "东湖区政协十届三次会议", "25", "proposal"),
    ("关于青石镇第十九届人大一次会议第20号李文等代表建议的答复", "青石镇第十九届人大一次会议", "20", "suggestion"),
    ("关于县十八届人大四次会议56号代表建议办理情况的函", "县十八届人大四次会议", "56", "suggestion"),
    ("关于对区十七届人大五次会议第B127号建议的答复", "区十七届人大五次会议", "B127", "suggestion"),
    ("关于三届人大三次会议第41号建议的答复", "三届人大三次会议", "41", "suggestion"),
    ("关于县十六届人大二次会议第8号议事原案的答复", "县十六届人大二次会议", "8", "suggestion"),
    ("关于西岭县九届人大三次会议代表建议、批评和意见第36号办理情况的答复", "西岭县九届人大三次会议", "36", "suggestion"),
    ("關於市二屆人大四次會議第24號建議的答復", "市二屆人大四次會議", "24", "suggestion"),
    ("关于市14届人大3次会议第5号建议的答复", "市14届人大3次会议", "5", "suggestion"),
    ("关于对市政协十届五次会议\n第六十二号提案的答复", "市政协十届五次会议", "六十二", "proposal"),
    ("关于中国人民政治协商会议云溪市第六届委员会第三次会议第7号提案的答复", "中国人民政治协商会议云溪市第六届委员会第三次会议", "7", "proposal"),
]  # fmt: skip


@pytest.mark.parametrize(("title", "session", "number", "kind"), TITLES)
def test_session_number_and_kind_are_read_from_the_title(letter, title, session, number, kind):
    salutation = "王小云委员：\n" if kind == "proposal" else "王小云代表：\n"
    header = letter(head=f"{title}\n\n", salutation=salutation).header
    assert (header.session, header.number, header.kind) == (session, number, ReplyKind(kind))


@pytest.mark.parametrize(
    ("opening", "session", "number"),
    [
        (
            "您在县十八届人大二次会议上提出的“关于修路的建议”，交由我单位办理，现答复如下：",
            "县十八届人大二次会议",
            None,
        ),
        (
            "你在区人大四届二次会议上提出的《关于修路的建议》（第56号建议）收悉，现答复如下：",
            "区人大四届二次会议",
            "56",
        ),
        (
            "您在市十七届人大三次会议期间提出的第182号《关于修路的建议》收悉，现答复如下：",
            "市十七届人大三次会议",
            "182",
        ),
        ("您提出的《关于修路的建议》（第20240103号）收悉。现答复如下：", None, "20240103"),
        (
            "你们在西岭县第十七届人民代表大会上提出的《关于修路的建议》收悉，现答复如下：",
            "西岭县第十七届人民代表大会",
            None,
        ),
        ("感谢您提出的《关于修路的建议》（人大建议【2021】5号），现答复如下：", None, "5"),
        ("您提出的《关于修路的建议》的第78号建议，已转交我局办理，现答复如下：", None, "78"),
        ("您提出的关于修路的建议（1406号）收悉，现答复如下：", None, "1406"),
    ],
)
def test_session_and_number_are_read_from_the_opening_sentence(letter, opening, session, number):
    header = letter(head="", salutation="李文代表：\n", opening=opening).header
    assert (header.session, header.number) == (session, number)


def test_of_two_printings_the_session_with_the_name_of_its_place_is_kept(letter):
    opening = "你们在青石镇五届人大五次会议上提出的关于修桥的建议收悉，现答复如下："
    header = letter(head="对镇五届人大五次会议第6号建议的答复\n", salutation="李文代表：\n", opening=opening).header
    assert header.session == "青石镇五届人大五次会议"


def test_a_number_is_read_from_a_document_number_of_suggestions(letter):
    header = letter(head="建议主办[2023]闭05号 签发人：陈明\n", salutation="李文代表：\n").header
    assert (header.number, header.document_number) == ("闭05", "建议主办[2023]闭05号")


@pytest.mark.parametrize(
    ("head", "salutation", "kind"),
    [
        ("关于市政协六届三次会议第158号提案的答复\n", "王小云代表：\n", "proposal"),
        ("关于县十六届人大二次会议第8号建议的答复\n", "王小云委员：\n", "suggestion"),
        ("首页 > 建议提案办理\n", "王小云代表：\n", "suggestion"),
        ("首页 > 建议提案办理\n", "王小云委员：\n", "proposal"),
        ("首页 > 人大代表建议和政协委员提案办理 > 政协委员提案办理\n", "王小云委员：\n", "proposal"),
        ("", "青石镇代表团：\n", "suggestion"),
    ],
)
def test_the_kind_is_weighed_from_title_session_and_salutation(letter, head, salutation, kind):
    assert letter(head=head, salutation=salutation).header.kind is ReplyKind(kind)


@pytest.mark.parametrize(
    ("opening", "subject"),
    [
        ("您提出的《关于修建东湖路的建议》收悉，现答复如下：", "关于修建东湖路的建议"),
        ("您提出的“关于修建东湖路的建议”的提案收悉，现答复如下：", "关于修建东湖路的建议"),
        ("您提出的关于“东湖路改造提升”的建议收悉。现答复如下：", "东湖路改造提升"),
        ("您提出的关于修建东湖路的建议收悉。现答复如下：", "关于修建东湖路的建议"),
        ("您提出的关于增设口袋公园的建议提案收悉，现回复如下：", "关于增设口袋公园的建议"),
        ("您提出的“扩建西岭县图书馆，延长开放时间”收悉。现答复如下：", "扩建西岭县图书馆，延长开放时间"),
        ("您提出的关于关于优化办学环境的建议”（第24号），现答复如下：", "关于优化办学环境的建议"),
        ("感谢您提出的关于《关于修建东湖路的建议》（第5号），现答复如下：", "关于修建东湖路的建议"),
        ("您提出《关于加快管网改造的建议(第24号建议)收悉,现答复如下:", "关于加快管网改造的建议"),
        ("您提出的“推行‘青苗计划’扶持文创”的提案收悉，现答复如下：", "推行‘青苗计划’扶持文创"),
        ("您提出的《关于修建“东湖路”的建议》收悉，现答复如下：", "关于修建“东湖路”的建议"),
        ("根据《提案办理办法》规定，现就您提出的《关于修建东湖路的建议》答复如下：", "关于修建东湖路的建议"),
        ("您在会上所提出的关于  要求修建危桥  的建议，经研究，现答复如下：", "关于 要求修建危桥 的建议"),
        ("您提出的《關於修建東湖路的建議》收悉，現答復如下：", "關於修建東湖路的建議"),
        ("您提出的《关于修建东湖路\n的建议》收悉，现答复如下：", "关于修建东湖路的建议"),
        ("您的来函收悉，现答复如下：", None),
    ],
)
def test_the_subject_is_the_title_without_marks(letter, opening, subject):
    assert letter(head="", opening=opening).header.subject == subject


@pytest.mark.parametrize(
    "head",
    ["关于优化快递服务的提案的答复\n", "云溪市第十届人大二次会议《关于优化快递服务的提案》（1406号）办理情况的答复\n"],
)
def test_a_subject_that_the_opening_lacks_is_read_from_the_title(letter, head):
    assert letter(head=head, opening="您好！来函收悉，答复如下：").header.subject == "关于优化快递服务的提案"


@pytest.mark.parametrize(
    ("salutation", "names"),
    [
        ("王小云委员：\n", ("王小云",)),
        ("尊敬的王小云委员：\n", ("王小云",)),
        ("王小云、李文、欧阳敏慧代表：\n", ("王小云", "李文", "欧阳敏慧")),
        ("王小云，李文代表:\n", ("王小云", "李文")),
        ("王小云 李文 陈明代表：\n", ("王小云", "李文", "陈明")),
        ("王小云并李文、陈明代表：\n", ("王小云", "李文", "陈明")),
        ("王小云、李文等6位代表：\n", ("王小云", "李文")),
        ("王小云等2名代表：\n", ("王小云",)),
        ("王小云、李文等十代表：\n", ("王小云", "李文")),
        ("王小云等代表：\n", ("王小云",)),
        ("陈  岚、李文、张  力  代表：\n", ("陈岚", "李文", "张力")),
        ("王小云代表、李文代表：\n", ("王小云", "李文")),
        ("阿依古丽·买买提代表：\n", ("阿依古丽·买买提",)),
        ("羅雲飛代表：\n", ("羅雲飛",)),
        ("xx委员：\n", ("xx",)),
        ("尊敬的王小云代表\n\n", ("王小云",)),
        ("王小云委员，您好！\n", ("王小云",)),
        ("王小云代表（领衔）：\n", ("王小云",)),
        ("青石镇代表团：\n", ("青石镇代表团",)),
        ("尊敬的各位代表：\n", ()),
        ("民盟云溪市委员会：\n", ("民盟云溪市委员会",)),
        ("区乡村振兴局：\n", ("区乡村振兴局",)),
        ("市农业农村局、市水务局：\n", ("市农业农村局", "市水务局")),
    ],
)
def test_the_addressees_are_the_names_of_the_salutation(letter, salutation, names):
    header = letter(salutation=salutation).header
    assert header.addressees == names


@pytest.mark.parametrize(
    ("before", "names"),
    [
        ("关于第8号建议的答复函王小云、李文代表：", ("王小云", "李文")),
        ("办理结果：B类王小云、李文代表：", ("王小云", "李文")),
        ("签发人：陈大明 王小云代表：", ("王小云",)),
        ("发布时间：2024-05-06 11:36 王小云代表：", ("王小云",)),
        ("【字体：大 中 小】我要纠错王小云代表：", ("王小云",)),
        ("打印 关闭 王小云、李文代表：", ("王小云", "李文")),
        ("浏览量：6223王小云代表：", ("王小云",)),
    ],
)
def test_names_are_found_where_line_breaks_are_lost(letter, before, names):
    assert letter(head="", salutation=before).header.addressees == names


@pytest.mark.parametrize(
    ("tail", "issuer"),
    [
        ("\n云溪市水务局\n2024年5月6日\n", "云溪市水务局"),
        ("\n      云溪市水务局      \n\n      2024年5月6日\n", "云溪市水务局"),
        ("\n云溪市水务局 2024年5月6日", "云溪市水务局"),
        ("\n云溪市水务局（盖章）\n2024年5月6日", "云溪市水务局"),
        ("\n云溪市水务局(云溪市防汛办公室)\n2024年5月6日", "云溪市水务局(云溪市防汛办公室)"),
        ("\n市水务局 市园林绿化局  市城建中心\n2024年5月6日", "市水务局 市园林绿化局 市城建中心"),
        ("\n市水务局\n市园林绿化局\n2024年5月6日", "市水务局 市园林绿化局"),
        ("\n县 教 育 局\n2024年5月6日", "县教育局"),
        ("云溪市水务局2024年5月6日", "云溪市水务局"),
        ("\n(联系人：陈明，联系电话：77889900)\n\n青石镇人民政府\n\n二○二四年五月", "青石镇人民政府"),
        ("\n云溪市公安局西岭分局交通警察大队\n主办单位：东湖区人民政府", "云溪市公安局西岭分局交通警察大队"),
    ],
)
def test_the_issuer_is_the_organ_that_signs(letter, tail, issuer):
    assert letter(tail=tail).header.issuer == issuer


@pytest.mark.parametrize(
    ("head", "tail", "issuer"),
    [
        ("云溪市水务局关于市政协六届三次会议第12号提案的答复\n", "", "云溪市水务局"),
        ("云水提复字〔2022〕25号——云溪市水务局关于市政协六届三次会议第12号提案的答复\n", "", "云溪市水务局"),
        ("青石镇2023年建议办理答复(云溪市水务局关于县十届人大二次会议第14号建议办理的函)\n", "", "云溪市水务局"),
        ("关于对县十六届人大二次会议第8号建议的答复(水务局)\n", "", "水务局"),
        ("发布机构：云溪市水务局  文号：\n", "", "云溪市水务局"),
        ("发布机构：云溪市水务局关于市政协六届三次会议第12号提案的答复\n", "", "云溪市水务局"),
        ("信息来源：云溪市水务局 点击：9\n", "", "云溪市水务局"),
        ("  • 发布机构\n    云溪市水务局\n  • 文号\n  • 发布日期\n    2024-05-06\n", "", "云溪市水务局"),
        ("| 索引号 | 1/2 | 发布机构 | 云溪市水务局 |\n| 文号 | 浏览量 |\n", "", "云溪市水务局"),
        ("云溪市水务局文件\n\n云溪市水务局\n\n关于第12号提案的答复\n", "", "云溪市水务局"),
        ("首页 > 部门信息公开 > 云溪市水务局 > 提案办理\n", "", "云溪市水务局"),
        ("", "\n2024年5月6日\n联系单位：云溪市水务局\n联系电话：5566778", "云溪市水务局"),
        ("", "\n上一条：云溪市水务局对第1号建议的答复\n下一条：云溪市水务局对第3号建议的答复", "云溪市水务局"),
        ("", "\n上一条：云溪市水务局对第1号建议的答复\n下一条：云溪市财政局对第3号建议的答复", None),
        ("发布机构：市政府门户网站编辑中心2024\n", "", None),
        ("", "", None),
    ],
)
def test_an_unsigned_reply_is_issued_by_the_organ_that_the_page_names(letter, head, tail, issuer):
    assert letter(head=head, tail=tail).header.issuer == issuer


@pytest.mark.parametrize("key", ["issuer", "source"])
def test_meta_tags_name_the_issuer_where_the_text_does_not(letter, key):
    assert letter(head="", tail="", **{key: "云溪市水务局"}).header.issuer == "云溪市水务局"
    assert letter(head="", tail="", **{key: "本站原创"}).header.issuer is None


@pytest.mark.parametrize(
    ("head", "number"),
    [
        ("云建提字〔2021〕9号 签发人：陈明\n", "云建提字〔2021〕9号"),
        ("云水〔2024〕86号\n", "云水〔2024〕86号"),
        ("云水[2024]86号\n", "云水[2024]86号"),
        ("云水函 〔2024〕 86 号\n", "云水函〔2024〕86号"),
        ("云水〔2024〕12号云溪市水务局关于第24号建议的答复\n", "云水〔2024〕12号"),
        ("云溪市水务局关于第24号建议的答复函云水函〔2024〕12号\n", "云水函〔2024〕12号"),
        ("• 文 号:\n  • 云水〔2024〕86号\n  • 发布机构:\n", "云水〔2024〕86号"),
        ("| 文 号: | 云水〔2024〕86号 | 名 称: | 答复 |\n", "云水〔2024〕86号"),
        ("发文字号：\n云水〔2024〕86号\n发布日期：\n", "云水〔2024〕86号"),
        ("文号：  有效性：有效\n", None),
        ("根据《关于办理提案的通知》（云政发〔2020〕3号）\n", None),
        ("云建函字第12号\n", "云建函字第12号"),
    ],
)
def test_the_document_number_is_read_from_label_or_head(letter, head, number):
    assert letter(head=head).header.document_number == number


def test_a_document_number_in_the_body_is_not_the_letters_own(letter):
    assert letter(head="", body="根据云政发〔2020〕3号文件，我局将开展排查。").header.document_number is None


def test_a_meta_tag_gives_the_document_number(letter):
    assert letter(head="", document_number="云水〔2024〕86号").header.document_number == "云水〔2024〕86号"


@pytest.mark.parametrize(
    ("tail", "dated"),
    [
        ("\n云溪市水务局\n2024年5月6日", "2024-05-06"),
        ("\n云溪市水务局\n2024 年 5 月 6 日", "2024-05-06"),
        ("\n云溪市水务局\n2024-05-06", "2024-05-06"),
        ("\n云溪市水务局\n2024.5.6", "2024-05-06"),
        ("\n云溪市水务局\n二〇二四年五月六日", "2024-05-06"),
        ("\n云溪市水务局\n二○二四年五月", "2024-05"),
        ("\n云溪市水务局\n二00七年七月十七日", "2007-07-17"),
        ("\n云溪市水务局\n二O二四年十一月二十八日", "2024-11-28"),
        ("\n云溪市水务局\n202285\n", "2022-08-05"),
        ("\n云溪市水务局\n2022830", "2022-08-30"),
        ("\n云溪市水务局\n20221123", "2022-11-23"),
        ("\n云溪市水务局\n2022年7\n", "2022-07"),
        ("\n云溪市水务局\n2024年5月6日\n\n云溪市水务局办公室     2024年5月8日印发", "2024-05-06"),
        ("\n联系人：陈明 联系电话：0551-66554432024年5月6日", "2024-05-06"),
    ],
)
def test_the_date_of_the_signature_is_read_in_every_form(letter, tail, dated):
    assert letter(head="发布日期：2025-01-01\n", tail=tail).header.dated == dated


@pytest.mark.parametrize(
    ("head", "tail", "dated"),
    [
        ("成文日期: 2024-05-06 发布日期: 2024-06-01\n", "", "2024-05-06"),
        ("发布时期:2024-5-6 10:55\n", "", "2024-05-06"),
        ("来源：县政府办2024-05-06\n", "", "2024-05-06"),
        ("时间:2024-05-06 11:36\n", "", "2024-05-06"),
        ("", "", None),
        ("发布日期: 2022-06-30\n", "\n云溪市水务局\n2022111\n", "2022-01-11"),
        ("", "\n云溪市水务局\n年  月  日\n", None),
    ],
)
def test_without_a_signature_the_page_dates_the_reply(letter, head, tail, dated):
    assert letter(head=head, tail=tail).header.dated == dated


@pytest.mark.parametrize(("key", "value"), [("dated", "2024年05月06日"), ("published", "2024-05-06 09:00:00")])
def test_meta_tags_date_the_reply_where_the_text_does_not(letter, key, value):
    assert letter(head="", tail="", **{key: value}).header.dated == "2024-05-06"


@pytest.mark.parametrize(
    ("head", "tail", "category"),
    [
        ("办理结果:B\n", "", "B"),
        ("类别:A1\n", "", "A"),
        ("类  别：Ｃ\n", "", "C"),
        ("〔A类〕\n", "", "A"),
        ("（D）\n", "", "D"),
        ("云水〔2024〕86号 B2类  同意公开\n", "", "B"),
        ("[办理结果标注(A1)]\n[是否同意公开(是)]\n", "", "A"),
        ("", "\n办复类别：B类\n联系单位：云溪市水务局", "B"),
        ("| 办理类别 | C |\n", "", "C"),
        ("A\n", "", "A"),
        ("", "", None),
        ("类别：ABC认证\n", "", None),
    ],
)
def test_the_category_is_its_letter(letter, head, tail, category):
    assert letter(head=head, tail=tail).header.category == category


@pytest.mark.parametrize(
    ("tail", "unit", "person", "phone"),
    [
        ("\n联系单位：云溪市水务局排水科联系电话：6655443", "云溪市水务局排水科", None, "6655443"),
        ("\n（联系人：陈明，联系电话：3344556）", None, "陈明", "3344556"),
        ("\n(联系人:陈  明   联系电话:77889900)", None, "陈明", "77889900"),
        ("\n联系人及电话：陈明 13912345678", None, "陈明", "13912345678"),
        ("\n经办人及电话:陈明 4433221", None, "陈明", "4433221"),
        ("\n(承办股室及电话:排水股陈明0799-5544332)", "排水股", "陈明", "0799-5544332"),
        (
            "\n联系单位及联系人:西岭县教育局陈明\n\n    联系电话:0551-66554433   \n",
            "西岭县教育局",
            "陈明",
            "0551-66554433",
        ),
        ("\n联系单位及电话:市住建局(市人防办)      0799-3344221", "市住建局(市人防办)", None, "0799-3344221"),
        ("\n联系单位：云溪市水务局\n联系电话：5566778 联系人：陈明\n抄送：市政府", "云溪市水务局", "陈明", "5566778"),
        ("\n承办人及联系电话:陈明   (0551) 5544332", None, "陈明", "(0551) 5544332"),
        ("\n联系人：陈明\n2024年5月6日", None, "陈明", None),
        ("\n联系人：\n联系电话：\n", None, None, None),
        ("\n云溪市水务局\n2024年5月6日\n主办单位：云溪市人民政府\n联系电话：0551-2233445", None, None, None),
        ("\n联系电话：0000-00000000", None, None, None),
    ],
)
def test_contacts_are_read_from_the_closing_lines(letter, tail, unit, person, phone):
    header = letter(head="", tail=tail).header
    assert (header.contact_unit, header.contact_person, header.contact_phone) == (unit, person, phone)


def test_a_phone_to_call_is_read_from_the_last_sentence(letter):
    body = "道路将于年内修好。如有疑问，可直接拨打电话66223311与我们联系。"
    assert letter(body=body, tail="").header.contact_phone == "66223311"


LONG_TITLE = "云溪市水务局关于县十届人大二次会议第14号建议办理的函"


@pytest.mark.parametrize(
    ("head", "title"),
    [
        ("首页 > 提案\n关于第12号提案的答复\n发布时间：2024-05-06\n\n", "关于第12号提案的答复"),
        ("标题：关于第12号提案的答复  文号：\n", "关于第12号提案的答复"),
        ("对市政协十届五次会议\n第62号提案的答复\n", "对市政协十届五次会议第62号提案的答复"),
        ("首页 云溪市水务局关于县十届人大二次会议第14号建议办理的函 发布时间：2024-05-06 分享到 ", LONG_TITLE),
        ("", None),
    ],
)  # fmt: skip
def test_the_title_is_read_from_label_or_head(letter, head, title):
    assert letter(head=head).header.title == title


def test_a_meta_tag_gives_the_title(letter):
    assert letter(head="", title="关于第12号提案的答复").header.title == "关于第12号提案的答复"
