"""The codes of findings about what lies beside a plan: ledgers that are lost or look like a second one, a seal gone."""

from __future__ import annotations

from ..domain.diagnostics import Severity
from .manual import Manual

SECOND, LOST, COMMON, NO_SEAL = "second-ledger", "missing-ledger", "ledger-name", "missing-seal"
TITLES = {
    SECOND: (Severity.WARNING, "旁边有另一个像台账的文件"),
    LOST: (Severity.WARNING, "台账不见了"),
    COMMON: (Severity.INFO, "台账还用着旧名"),
    NO_SEAL: (Severity.ERROR, "应当封存的计划没有封存文件"),
}
MANUALS = {
    SECOND: Manual(
        "网盘同步冲突、误存的副本不会被读到，里面的登记就不算数。",
        "progress.yaml 旁边又有 progress (1).yaml，或写成了 progress.yml。",
        "用 workplan merge-ledger 或手工把其中没有的记录并入台账，再删去或移走它。",
    ),
    LOST: Manual(
        "写过台账的文件夹里留着它的锁，台账却没有了，所答的就都像没有报过一样。",
        "误删了 progress.yaml，只剩 .progress.yaml.lock。",
        "从备份、回收站或版本库取回台账；从来没有登记过的，删去这个锁。",
    ),
    COMMON: Manual(
        "一个文件夹里有了第二份计划，就分不清 progress.yaml 是谁的。",
        "2020.yaml 的台账叫 progress.yaml。",
        "改名为 2020.progress.yaml；不改也照样读写，只要文件夹里没有别的计划。",
    ),
    NO_SEAL: Manual(
        "计划写明要封存（settings 里的 sealed: true），封存文件没有了，印发的文字有没有变动就无从核对。",
        "settings: {sealed: true}，旁边却没有 plan.seal.yaml。",
        "从版本库取回封存文件；还没有封存的，与原件核对之后运行 workplan seal。",
    ),
}
