"""The words that carry no subject, per language: dropped from queries and from bodies, kept in titles; and the vague
ones, which say that something is wrong but not what: they weigh little in a query.

Short on purpose. A word that can be the subject of a support article ("off", "open", "stäng", "fri") is no stop word.
They are written in their usual spelling and compared folded.
"""

from __future__ import annotations

_SV = """
    och i att det som en på är av för med till den har de inte om ett han men var jag sig från vi så kan när hur vad
    man eller nu över bara under också efter dig din ditt dina du där då detta denna dessa ska skulle vill må blir bli
    hade min mitt mina mig oss er ert era sin sitt sina vid mot utan mellan åt än här hos ju kunna varför vem vilken
    vilket vilka ingen inget inga något någon några alla allt mycket mer samt genom går måste får vara
    grund pga eftersom
"""
_DA = """
    og i at det som en på er af for med til den har de ikke om et han men var jeg sig fra vi så kan når hvordan hvad
    man eller nu over kun under også efter dig din dit dine du der da dette denne disse skal skulle vil må bliver blive
    havde min mit mine mig os jer jeres sin sit sine ved mod uden mellem end her hos jo kunne hvorfor hvem hvilken
    hvilket hvilke ingen intet noget nogen nogle alle alt meget mere samt gennem være får dem deres ud op hvis
    grund pga fordi
"""
_ES = """
    de la que el en y a los se del las un por con no una su para es al lo como más o pero sus le ha me si sin sobre
    este ya entre cuando todo esta ser son dos también fue había era muy hasta desde mi porque qué cómo dónde cuál
    cuáles quién este estos estas ese esa esos esas esto eso tu te nos mis tus he han hay está están puede pueden
    puedo tiene tengo les unos unas ni cada debido
"""
_EN = """
    the a an and of to in is that it for on with as are was be this by at or from but not you your i my me we our us
    they their them he she his her its if when how what why which who where there here can cannot could may might will
    would shall should do does did done has have had been being into than then so such these those am were im ive
    dont doesnt didnt isnt arent wasnt cant couldnt wont wouldnt havent hasnt also just some any all because
"""

STOP_WORDS: dict[str, frozenset[str]] = {
    "sv": frozenset(_SV.split()),
    "da": frozenset(_DA.split()),
    "es": frozenset(_ES.split()),
    "en": frozenset(_EN.split()),
}

VAGUE_WORDS: dict[str, frozenset[str]] = {
    "sv": frozenset(
        """fungerar fungera funkar funka problem problemet problemen fel felet hjälp hjälpa saknas saknar
        misslyckas misslyckades misslyckats""".split()
    ),
    "da": frozenset(
        """virker virke fungerer fungere problem problemet problemer fejl fejlen hjælp hjælpe mangler
        mislykkes mislykkedes fejler fejlede""".split()
    ),
    "es": frozenset(
        """funciona funcionan funcionar problema problemas error errores fallo fallos ayuda falta faltan
        falla fallan fallado falló va van""".split()
    ),
    "en": frozenset(
        """work works working problem problems issue issues error errors help fix missing
        fail fails failed failing""".split()
    ),
}
