"""The example of a set of indicators (示例): six dimensions, counted, reported and judged ones (Art. 33)."""

from typing import Any

TITLE = "公共数据专区运营绩效考核评估指标体系（示例，第{number}版）"
INDICATORS: list[dict[str, Any]] = [
    {"key": "incidents", "dimension": "安全合规", "title": "安全事件按时报告率", "weight": "10", "kind": "automatic",
     "measure": "incidents_reported_in_time"},
    {"key": "rectified", "dimension": "安全合规", "title": "责令整改按期完成率", "weight": "10", "kind": "automatic",
     "measure": "rectified_in_time"},
    {"key": "security", "dimension": "安全合规", "title": "安全管理制度执行情况", "weight": "20", "kind": "judged",
     "scorer": "supervisor", "veto": True},
    {"key": "team", "dimension": "制度与团队", "title": "制度与运营团队建设", "weight": "10", "kind": "reported",
     "scorer": "authority"},
    {"key": "quality", "dimension": "数据使用与质量", "title": "数据使用与质量反馈", "weight": "15", "kind": "judged",
     "scorer": "provider"},
    {"key": "products", "dimension": "产品与应用成效", "title": "产品与应用成效", "weight": "15", "kind": "reported",
     "scorer": "authority"},
    {"key": "ecosystem", "dimension": "生态与合作方", "title": "合作方管理与生态建设", "weight": "10", "kind": "judged",
     "scorer": "authority"},
    {"key": "disclosure", "dimension": "报告与披露", "title": "绩效报告与信息披露", "weight": "10", "kind": "judged",
     "scorer": "supervisor"},
]  # fmt: skip
