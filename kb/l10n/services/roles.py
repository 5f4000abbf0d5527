"""Giving and taking roles: a leader's work in their language."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from kb.l10n.errors import L10nError
from kb.l10n.models import Role, RoleName
from kb.l10n.permissions import require

if TYPE_CHECKING:
    from django.contrib.auth.models import User


@transaction.atomic
def give_role(*, user: User, language: str, name: str, by: User) -> Role:
    """Gives a person a role in a language, in place of the one they had. Raises NotAllowedError for all but leaders."""
    require(by, language, RoleName.LEADER)
    if user.pk == by.pk and not by.is_superuser:
        raise L10nError(_("You cannot change your own role."))
    role, _created = Role.objects.update_or_create(user=user, language=language, defaults={"name": RoleName(name)})
    return role


@transaction.atomic
def take_role(*, role: Role, by: User) -> None:
    """Takes a role away; what the person wrote stays."""
    require(by, role.language, RoleName.LEADER)
    if role.user_id == by.pk and not by.is_superuser:
        raise L10nError(_("You cannot change your own role."))
    role.delete()


def renew_feed(*, user: User, language: str) -> None:
    """Gives a person's feed of a language a new secret: an address they had stops working. Without a role, nothing."""
    Role.objects.filter(user=user, language=language).update(feed_token=secrets.token_urlsafe(32))


def choose_digest(*, user: User, language: str, wanted: bool) -> None:
    """A person says whether they want a digest of a language by e-mail; nothing happens where they have no role."""
    Role.objects.filter(user=user, language=language).update(digest=wanted)
