"""Who plays: one named person for each part. Bodies are Beijing's own; persons and companies are invented (示例)."""

from dataclasses import dataclass

from stdnum.cn import uscc

AUTHORITY = "北京市政务服务和数据管理局"
AUTHORITY_BEFORE = "北京市经济和信息化局"  # its name in the text of 2023; since 2024 the task lies with the above
FINANCE = "北京市地方金融管理局"
HAIDIAN = "北京市海淀区人民政府"
TRANSPORT = "北京市交通委员会"
MARKETS = "北京市市场监督管理局"  # provides data to the zones, and scores how they are used
GOVERNMENT = "北京市人民政府"


def code(body: str) -> str:
    """A unified social credit code of a made-up organisation, with its right check digit."""
    return body + uscc.calc_check_digit(body)


@dataclass(frozen=True)
class Office:
    """A seat for an office: who, in which role, for which body."""

    name: str
    role: str
    body: str


OFFICES = (
    Office("周敏", "officer", AUTHORITY),
    Office("陈立", "officer", AUTHORITY),
    Office("孙浩", "recorder", AUTHORITY),
    Office("吴静", "verifier", AUTHORITY),
    Office("郑毅", "signatory", AUTHORITY),
    Office("赵倩", "officer", FINANCE),
    Office("钱进", "officer", HAIDIAN),
)
OFFICES_OF_THE_LIFE = (Office("方宁", "officer", TRANSPORT), Office("田野", "officer", MARKETS))
SECURITY_ADMINS = ("高峰", "林岚")
SYSTEM_ADMIN, AUDIT_ADMIN = "何川", "罗宁"
OUTSIDER = "路人甲"  # registered, and nothing else: must see nothing that is not public


@dataclass(frozen=True)
class Company:
    """An applicant with its people: administrator, editor, signatory, data-security officer."""

    name: str
    kind: str
    credit_code: str
    representative: str
    people: tuple[str, str, str, str]
    representative_id: str = "110101199003070011"  # invented; a representative's own, or two companies would be related


JINSHU = Company(
    "示例金数科技有限公司", "enterprise", code("91110108MA0000A1X"), "王建国", ("王芳", "李强", "王建国", "宋安")
)
JINGRONG = Company(
    "示例京融数据股份有限公司",
    "enterprise",
    code("91110102MA0000B2Y"),
    "刘洋",
    ("刘洋", "杨帆", "刘志远", "许静"),
    "110102198506150024",
)
XINAN = Company(
    "示例信安研究院", "research", code("12110000MA0000C3W"), "冯立", ("冯立", "韩雪", "冯远", "曹阳"),
    "110108197903210032",
)  # fmt: skip
COMPANIES = (JINSHU, JINGRONG, XINAN)

# who joins in the six years: an operator from before the measures, and two partners
LUTONG = Company(
    "示例路通交通科技有限公司",
    "enterprise",
    code("91110106MA0000L2M"),
    "丁岩",
    ("丁岩", "夏雨", "丁志明", "康平"),
    "110106197711230053",
)
YUNFAN = Company(
    "示例云帆信用科技有限公司",
    "enterprise",
    code("91110105MA0000M3L"),
    "石磊",
    ("石磊", "白露", "石建军", "江涛"),
    "110105198210080074",
)
HENGTONG = Company(
    "示例恒通数据服务有限公司",
    "enterprise",
    code("91110107MA0000N4K"),
    "万里",
    ("万里", "秦月", "万国强", "龙飞"),
    "110107198005190095",
)
COMPANIES_OF_THE_LIFE = (LUTONG, YUNFAN, HENGTONG)


@dataclass(frozen=True)
class ExpertPerson:
    """An expert of the pool: fields, employer, and ties by credit code."""

    name: str
    fields: tuple[str, ...]
    employer: str
    employer_code: str
    ties: tuple[tuple[str, str], ...] = ()


EXPERTS = (
    ExpertPerson("沈教授", ("financial-services",), "示例大学", code("12100000MA0000D4W")),
    ExpertPerson("顾研究员", ("financial-services",), "示例研究所", code("12100000MA0000E5U")),
    ExpertPerson("邵工", ("financial-services", "government-services"), "示例银行", code("91110000MA0000F6T")),
    ExpertPerson("唐律师", ("government-services",), "示例律师事务所", code("31110000MA0000G7R")),
    ExpertPerson("薛高工", ("urban-governance",), "示例设计院", code("12110000MA0000H8Q")),
    ExpertPerson("孟博士", ("financial-services",), "示例保险公司", code("91110000MA0000J9P")),
    ExpertPerson("范处", ("financial-services",), JINSHU.name, JINSHU.credit_code),  # employed by an applicant
)
USERNAMES = {  # what the demonstration's accounts are called
    "周敏": "zhoumin", "陈立": "chenli", "孙浩": "sunhao", "吴静": "wujing", "郑毅": "zhengyi", "赵倩": "zhaoqian",
    "钱进": "qianjin", "高峰": "gaofeng", "林岚": "linlan", "何川": "hechuan", "罗宁": "luoning", "路人甲": "outsider",
    "王芳": "wangfang", "李强": "liqiang", "王建国": "wangjianguo", "宋安": "songan", "刘洋": "liuyang",
    "杨帆": "yangfan", "刘志远": "liuzhiyuan", "许静": "xujing", "冯立": "fengli", "韩雪": "hanxue",
    "冯远": "fengyuan", "曹阳": "caoyang", "沈教授": "shen", "顾研究员": "gu", "邵工": "shao", "唐律师": "tang",
    "薛高工": "xue", "孟博士": "meng", "范处": "fan", "方宁": "fangning", "田野": "tianye", "丁岩": "dingyan",
    "夏雨": "xiayu", "丁志明": "dingzhiming", "康平": "kangping", "石磊": "shilei", "白露": "bailu",
    "石建军": "shijianjun", "江涛": "jiangtao", "万里": "wanli", "秦月": "qinyue", "万国强": "wanguoqiang",
    "龙飞": "longfei",
}  # fmt: skip
