"""The zones of the story: what is particular to each."""

from dataclasses import dataclass, replace

from config.story import cast


@dataclass(frozen=True)
class Plot:
    """One zone: its kind, who supervises it, what is called for, and which field its data come from."""

    zone: str
    kind: str
    purpose: str
    supervisor: str  # the body
    supervising: str  # its officer
    title: str
    field: str
    places: int = 1


FINANCE = Plot(
    zone="北京市金融公共数据专区",
    kind="field",
    purpose="聚焦金融服务领域应用场景，以公共数据支持普惠金融和信用评估，带动本领域产业发展。",
    supervisor=cast.FINANCE,
    supervising="赵倩",
    title="关于开展北京市金融公共数据专区授权运营申报工作的通知",
    field="financial-services",
)
BASE = Plot(
    zone="北京市综合基础公共数据专区",
    kind="base",
    purpose="面向跨领域、跨区域的综合应用场景，向各行业领域、各区及其他公共数据专区提供数据支撑服务。",
    supervisor=cast.AUTHORITY,
    supervising="周敏",
    title="关于开展北京市综合基础公共数据专区授权运营申报工作的通知",
    field="government-services",
)
HAIDIAN = Plot(
    zone="海淀区公共数据专区",
    kind="district",
    purpose="面向海淀区重点区域和特定场景，赋能基层社会治理。",
    supervisor=cast.HAIDIAN,
    supervising="钱进",
    title="关于开展海淀区公共数据专区授权运营申报工作的通知",
    field="urban-governance",
    places=2,
)
TRANSPORT = Plot(
    zone="北京市交通公共数据专区",
    kind="field",
    purpose="聚焦交通领域应用场景，本办法施行前已签署运营协议，按原协议执行。",
    supervisor=cast.TRANSPORT,
    supervising="方宁",
    title="",  # no call led to it
    field="transportation",
)
FINANCE_AGAIN = replace(FINANCE, title="关于开展北京市金融公共数据专区授权运营（第二期）申报工作的通知")
