"""What readers tell, one model a file. No row says who told it."""

from kb.feedback.models.missed_search import MissedSearch, MissKind
from kb.feedback.models.outcome import Answer, Outcome
from kb.feedback.models.sentence_report import ReportStatus, SentenceReport
from kb.feedback.models.visitor_salt import VisitorSalt

__all__ = [
    "Answer",
    "MissKind",
    "MissedSearch",
    "Outcome",
    "ReportStatus",
    "SentenceReport",
    "VisitorSalt",
]
