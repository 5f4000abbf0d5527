"""The records of translation, one model a file."""

from kb.l10n.models.batch import Batch, BatchKind
from kb.l10n.models.dismissal import Dismissal
from kb.l10n.models.draft import Draft
from kb.l10n.models.lease import Lease
from kb.l10n.models.memory_entry import MemoryEntry
from kb.l10n.models.progress import Progress
from kb.l10n.models.role import Role, RoleName
from kb.l10n.models.segment import Segment, new_uid
from kb.l10n.models.segment_translation import SegmentTranslation
from kb.l10n.models.segment_version import SegmentVersion, Step
from kb.l10n.models.term import TermRecord
from kb.l10n.models.term_form import TermForm, TermStatus
from kb.l10n.models.unit import Unit

__all__ = [
    "Batch",
    "BatchKind",
    "Dismissal",
    "Draft",
    "Lease",
    "MemoryEntry",
    "Progress",
    "Role",
    "RoleName",
    "Segment",
    "SegmentTranslation",
    "SegmentVersion",
    "Step",
    "TermForm",
    "TermRecord",
    "TermStatus",
    "Unit",
    "new_uid",
]
