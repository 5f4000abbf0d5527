"""Small words that tell languages apart, and the words that negate."""

from __future__ import annotations

import re

from kb.l10n.lexicon import word_set

FUNCTION_WORDS: dict[str, frozenset[str]] = {
    "en": word_set(
        """a the of and to is are was were be been being with from this that these those your you it its if when
        which who whose not by on in for at as an or but all any no can cannot must should will
        would may might have has had do does did how what where why then than there their they them
        we our after before while because into about between through during also only other more
        most some such each both either neither without within until unless whether"""
    ),
    "sv": word_set(
        """och att det den de är var som på av för med till från inte en ett i om eller men kan ska skall måste
        bör vill får har hade när där hur vad vilken vilket vilka denna detta dessa din ditt dina du
        ni vi man sig sin sitt sina under över efter innan medan eftersom mellan genom utan bara
        även också andra mer mest varje både varken tills in ut upp"""
    ),
    "da": word_set(
        """og at det den de er var som på af for med til fra ikke en et i om eller men kan skal må bør vil får
        har havde når der hvor hvordan hvad hvilken hvilket hvilke denne dette disse din dit dine du
        I vi man sig sin sit sine under over efter før mens fordi mellem gennem uden kun også andre
        mere mest hver både hverken indtil ind ud op to hvis"""
    ),
    "es": word_set(
        """el la los las un una unos unas de del y a al en es son que se no con por para su sus este esta estos
        estas ese esa como si cuando donde qué cuál quién lo le les o u pero más menos muy ya
        también sólo solo todo toda todos todas otro otra sin sobre entre hasta desde durante tras
        porque puede debe ha han ser está están fue ni cada"""
    ),
}
"""Function words by language."""


def tell_tale(language: str, against: str) -> frozenset[str]:
    """Function words of a language that the other one does not have."""
    return FUNCTION_WORDS[language] - FUNCTION_WORDS[against]


_NEGATIONS: dict[str, str] = {
    "en": (r"not cannot never none nobody nothing nowhere neither nor without unable no \w+n['’]t "),
    "sv": (r"inte ej nej icke aldrig ing(?:en|et|a)(?:ting)? utan varken omöjlig\w* oförm\w* "),
    "da": (r"ikke ej nej aldrig ing(?:en|et)(?:ting)? intet uden hverken umulig\w* "),
    "es": (
        r"no(?!\s+desead) nunca jamás ning[uú]n[ao]?s? nada nadie sin(?!\s+embargo) ni tampoco imposible incapaz "
        r"incapaces "
    ),
}
_NEGATIVE: dict[str, str] = {
    "en": (
        r"un(?!der|it|iq|iv|til|less|ion|load|do|able)\w{4,} "
        r"in(?:valid|correct|complete|accessible|active|sufficient|compatible|consistent|ability|capable)\w* "
        r"im(?:possible|proper)\w* non-?\w+ dis(?:able|connect|allow|appear)\w* fail\w* mis\w+ lack\w* prevent\w* "
        r"den(?:y|ied|ies) block\w* reject\w* refus\w* stop\w* avoid\w* error\w* exclu\w+ except\w* only empty "
        r"lost loses? broken wrong expired? remov\w* outside forbid\w* delet\w* instead otherwise "
    ),
    "sv": (
        r"o(?:till|giltig|känd|korrekt|aktiv|tillr|åtkom|använd|möjlig|fullst|behör|säk|ansl|lik|skydd|begräns)\w* "
        r"miss?lyck\w* sakna\w* förhindr\w* nek\w* block\w* avvis\w* hindr\w* slut\w* undvik\w* fel\w* inaktiv\w* "
        r"endast bara förutom annars istället tom\w* utom bort\w* brist\w* förlor\w* stopp\w* utanför "
    ),
    "da": (
        r"u(?:till?g|gyldig|kendt|korrekt|aktiv|mulig|autoris|tilstræ|sikk|besv|bekr)\w* mislyk\w* mangl\w* "
        r"forhindr\w* næg\w* afvis\w* bloker\w* hindr\w* undg\w* fejl\w* inaktiv\w* deaktiv\w* kun bortset ellers "
        r"stedet tom\w* fjern\w* stop\w* afbryd\w* udelad\w* mist\w* undtag\w* "
        r"undlad\w* slet\w* "
    ),
    "es": (
        r"in(?:v[áa]lid|correct|complet|accesib|activ|suficien|compatib|dispon|esperad|coheren)\w* "
        r"des(?:conect|conoz|habilit|conoc|activ|actualiz|echa)\w* im(?:posib|pid|ped)\w* fall\w* error\w* falt\w* "
        r"care(?:ce|cen|cer|zca) deneg\w* niega\w* bloque\w* rechaz\w* evit\w* deten\w* detien\w* excep\w* s[óo]lo "
        r"solamente únicamente salvo excluy\w* vac[ií]\w* perd\w* elimin\w* obsolet\w* anticuad\w* ausen\w* lugar "
        r"quit\w* dej\w+ persist\w* "
    ),
}
_HINTS = (
    r"less few(?:er)? rather until unless hardly rarely absent absence bad ignor\w* skip\w* old ineligible "
    r"illegal independent\w* regardless free out either even else too yet leave left keep stay\w* whether if "
    r"vs away gone below other except "
)


def _pattern(words: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(words.split())})\b", re.I)


NEGATION: dict[str, re.Pattern[str]] = {code: _pattern(words) for code, words in _NEGATIONS.items()}
"""Words that negate, by language."""
NEGATIVE: dict[str, re.Pattern[str]] = {code: _pattern(words) for code, words in _NEGATIVE.items()}
"""Words that another language may say with a negation, by language."""
HINT: dict[str, re.Pattern[str]] = {
    code: _pattern(f"{words} {_HINTS if code == 'en' else ''}") for code, words in _NEGATIVE.items()
}
"""Words that make a negation in another language no surprise."""
