"""Telling translators by mail what concerns them."""

from __future__ import annotations

from dataclasses import dataclass
from smtplib import SMTPException

import structlog
from django.conf import settings
from django.core.mail import send_mail
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kb.l10n.models import Role
from kb.l10n.paths import sentence_path
from kb.l10n.selectors import Digest, DigestLine, digest
from kb.languages import get_language

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Sent:
    """How many digests were sent, and who could not be reached."""

    count: int
    failed: tuple[str, ...]


def send_digests() -> Sent:
    """Sends each person with a role, who wants it and has an address, what happened since the last one.

    Where nothing happened nothing is sent. A mail that cannot be sent stops no other, and is tried again next time.
    """
    sent, failed = 0, []
    roles = Role.objects.filter(digest=True, user__is_active=True).exclude(user__email="").select_related("user")
    for role in roles:
        now = timezone.now()
        news = digest(user=role.user, language=role.language, since=role.digest_at or role.created_at)
        if not news:
            continue
        with translation.override(role.language):
            subject, body = compose(news)
        try:
            send_mail(subject, body, settings.DEFAULT_FROM_EMAIL, [role.user.email])
        except (SMTPException, OSError, ValueError) as error:  # ValueError: an address that is none
            log.warning("digest_not_sent", user=role.user_id, language=role.language, reason=str(error))
            failed.append(role.user.get_username())
            continue
        role.digest_at = now
        role.save(update_fields=["digest_at"])
        sent += 1
    return Sent(sent, tuple(failed))


def compose(news: Digest) -> tuple[str, str]:
    """Subject and plain text of a digest, in the active language."""
    name = get_language(news.language).autonym
    subject = _("Translation into %(language)s: what is new") % {"language": name}
    parts = [
        _section(
            news.language,
            news.rejected,
            news.rejected_count,
            ngettext(
                "%(count)s of your sentences was sent back",
                "%(count)s of your sentences were sent back",
                news.rejected_count,
            ),
        ),
        _section(
            news.language,
            news.outdated,
            news.outdated_count,
            ngettext("%(count)s sentence became outdated", "%(count)s sentences became outdated", news.outdated_count),
        ),
        _section(
            news.language,
            news.reviewed,
            news.reviewed_count,
            ngettext(
                "%(count)s of your sentences was reviewed",
                "%(count)s of your sentences were reviewed",
                news.reviewed_count,
            ),
        ),
    ]
    body = "\n\n".join(part for part in parts if part)
    return subject, f"{body}\n\n{settings.SITE_ADDRESS}/workbench/{news.language}/\n"


def _section(language: str, lines: tuple[DigestLine, ...], count: int, heading: str) -> str:
    if not count:
        return ""
    told = [heading % {"count": count} + ":"]
    for line in lines:
        told.append(f"- {line.source}")
        told.append(f"  {line.text}")
        if line.comment:
            told.append(f"  {line.by}: {line.comment}")
        told.append(f"  {settings.SITE_ADDRESS}{sentence_path(language, line.entry, line.uid)}")
    if count > len(lines):
        told.append(_("… and %(count)s more.") % {"count": count - len(lines)})
    return "\n".join(told)
