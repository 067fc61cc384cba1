"""What the lines behind a letter begin with: contacts, category, copies, the form's labels, the page's footer.

The patterns are for folded text and are joined into larger ones; none has a named group.  Each comes with examples
that a test runs.
"""

from __future__ import annotations

from tracker.reading.header.vocabulary import HANZI

_ALONE = r"(?=[\s】〕|：]|$)"

_CONTACT_WORDS = (
    r"联 ?系 ?(?:人|单 ?位|电 ?话|方 ?式|部门|科室|处室)",
    r"[承经协] ?办 ?(?:人|单 ?位|股室|科室|处室|部门|负责人|领导|机构)",
    r"主管领导|分管领导|负责人|责任人|领导署名|签发人|审核人|拟稿人|联络员",
    r"咨询电话|办公电话|电话|传真|邮编|邮政编码|电子邮箱",
)
CONTACT = rf"(?:{'|'.join(_CONTACT_WORDS)})[{HANZI}、/]{{0,12}} ?(?:：|（(?=.{{0,20}}\d{{7}}))|联系单位及|联系人及"
"""Whom to ask."""
CATEGORY = (
    r"(?:办复|办理|答复|办结|解决|公开)(?:类 {0,4}别|结果|类型|属性|程度|分类)(?:标注)? ?[：（]|类 {0,4}别 ?："
    r"|[〔（【] ?[ABCD]\d? ?类? ?[〕）】]|[ABCD]\d? ?类? *$"
)
"""办理结果."""
COPY = (
    r"抄 ?[送报] ?[：；]|主 ?送 ?：|主题词 ?：|附 ?件 ?(?:\d|：|下载|$)|附 ?：|信息公开选项|公开方式 ?：|是否同意公开|共印\d"
    r"|（?(?:此件|本文|此文)[^\n。]{0,20}(?:公开|删减)|[^。\n]{0,40}\d日印发(?=\s|$)"
)
"""Copies, enclosures, remarks of the registry."""
FORM = (
    r"(?:答复|回复)(?:部门|单位|时间|日期|人|机构) ?(?:：|\||$)|(?:办结|处理|受理)(?:时间|部门|单位) ?(?:：|\||$)"
    r"|主题分类 ?：|行政区域 ?："
)
"""Labels of a mailbox form behind the answer."""
FOOTER = "|".join(
    (
        r"主办(?:单位)? ?：|版权所有|网站标识码|网站地图|\S{0,3}ICP备|\S?公网安备|技术支持 ?：|地址 ?：|Tel",
        rf"[【〖]? ?(?:我要)?打印(?:本页|此页|页面)?{_ALONE}|[【〖]? ?关闭(?:窗口|本页|页面)?{_ALONE}",
        rf"上一[篇条页]|下一[篇条页]|相关(?:文章|链接|附件|信息|阅读|新闻|稿件){_ALONE}|扫一扫|微信扫|分享(?:到|{_ALONE})",
        rf"责任编辑|编辑 ?：|【字|关键 ?字 ?：|收藏{_ALONE}|满意度(?:评价)?{_ALONE}|验证码|账号\+|手机\+|还没有账号",
        r"随便看|-->|来源网站|一级类别|下载(?:Word|PDF)|【下载|\|\|$|浏览次数|政府网站找错|返回(?:顶部|首页|列表)",
        rf"无障碍(?:浏览|阅读|版)?{_ALONE}|官方微[信博]|网友评论|我要(?:评论|纠错|评价)|(?:本文|原文)(?:链接|地址)",
    )
)
"""What the page prints below every text."""
INLINE_FOOTER = r"主办单位 ?：|版权所有|网站标识码|上一[篇条] ?：|下一[篇条] ?：|扫一扫在|责任编辑 ?：|ICP备"
"""The footer's words that are unmistakable within a line."""

EXAMPLES: dict[str, tuple[str, ...]] = {
    CONTACT: ("联系人：", "联系单位及电话：", "承办股室及电话：", "经办人及联系电话：", "主管领导：", "联系单位及"),
    CATEGORY: ("办复类别：B类", "类  别：A", "〔A类〕", "（B）", "A1类", "办理结果标注（A1）"),
    COPY: ("抄送：市政府办公室", "附件：1.清单", "（此件公开发布）", "云溪市水务局办公室 2024年6月28日印发"),
    FORM: ("答复部门：", "回复时间：", "答复时间"),
    FOOTER: (
        "主办单位：云溪市人民政府",
        "上一篇：",
        "扫一扫在手机打开",
        "【打印】",
        "关闭窗口",
        "关闭",
        "分享：",
        "江ICP备1号",
    ),
    INLINE_FOOTER: ("主办单位：", "版权所有"),
}
"""Pattern → beginnings of lines that it matches."""
COUNTEREXAMPLES: dict[str, tuple[str, ...]] = {
    CONTACT: ("联系实际，", "负责人表示"),
    CATEGORY: ("办理情况：", "A区的道路"),
    COPY: ("附件中所列项目", "附近居民", "云溪市水务局2024年5月6日印发了办法"),
    FOOTER: ("关闭小煤矿5家", "打印店的管理", "无障碍设施建设", "分享经济", "相关信息系统", "主办单位应当"),
}
"""Pattern → beginnings of lines of a body that it must not match."""
