"""Who may do what in which language. A translator of Danish cannot touch Swedish."""

from __future__ import annotations

from hmac import compare_digest
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from kb.l10n.errors import NotAllowedError
from kb.l10n.models import Role, RoleName
from kb.languages import CODES, get_language

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser, User

_RANK = {RoleName.TRANSLATOR: 1, RoleName.REVIEWER: 2, RoleName.LEADER: 3}


def role_in(user: User | AnonymousUser | None, language: str) -> RoleName | None:
    """The person's role in a language; superusers lead everywhere, inactive people have none."""
    if user is None or not user.is_authenticated or not user.is_active:
        return None
    if user.is_superuser:
        return RoleName.LEADER
    found = Role.objects.filter(user=user, language=language).values_list("name", flat=True).first()
    return RoleName(found) if found else None


def role_of_feed(*, pk: int, language: str, token: str) -> Role | None:
    """The role whose feed has this secret; None for any other secret, and once the person is inactive."""
    role = Role.objects.filter(pk=pk, language=language, user__is_active=True).select_related("user").first()
    if role is None or not role.feed_token:
        return None
    return role if compare_digest(role.feed_token.encode(), token.encode()) else None


def languages_of(user: User | AnonymousUser | None) -> dict[str, RoleName]:
    """The languages a person works in, with the role."""
    if user is None or not user.is_authenticated or not user.is_active:
        return {}
    if user.is_superuser:
        return dict.fromkeys(CODES, RoleName.LEADER)
    return {role.language: RoleName(role.name) for role in Role.objects.filter(user=user)}


def reaches(have: RoleName, least: RoleName) -> bool:
    """Whether a role is at least another: a leader may what a reviewer may, and a reviewer what a translator may."""
    return _RANK[have] >= _RANK[least]


def may(user: User | AnonymousUser | None, language: str, role: RoleName = RoleName.TRANSLATOR) -> bool:
    """Whether the person has at least this role in the language."""
    have = role_in(user, language)
    return have is not None and reaches(have, role)


def require(user: User | AnonymousUser | None, language: str, role: RoleName = RoleName.TRANSLATOR) -> RoleName:
    """The person's role; raises NotAllowedError where it is less than asked for."""
    have = role_in(user, language)
    if have is None or not reaches(have, role):
        name = get_language(language).autonym
        if have is None:
            raise NotAllowedError(_("You have no role in %(language)s. Ask its leader for one.") % {"language": name})
        raise NotAllowedError(
            _("In %(language)s this takes the role “%(role)s”.") % {"language": name, "role": role.label}
        )
    return have
