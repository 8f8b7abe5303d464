"""Words for units, directions, kinds and flags in files of meter data."""

import re
from typing import Final, Literal

Direction = Literal["import", "export", "production"]
Energy = Literal["electricity", "gas", "water", "heat"]


def _any(*patterns: str) -> re.Pattern[str]:
    return re.compile("|".join(patterns), re.IGNORECASE)


END_WORDS: Final = _any(
    r"\b(end|ends|ending|until|bis|to|fin|fine|konec|tot|einde|ende|hasta|do|till|sfarsit|sfârșit)\b",
    r"_end\b|\bend_|period[_ ]?end|\bende?(zeit|datum)|eind(tijd|datum)?\b|endtime|enddate",
    r"\b(bill(ing)?|statement|invoice|read(ing)?)[ _]date",
)
START_WORDS: Final = _any(
    r"\b(start|starts|begin|begins|beginning|from|von|ab|van|depuis|desde|od|zacatek|debut|dal)\b",
    r"d.{0,2}but\b|_start\b|\bstart_|\bstart(zeit|datum|tijd)|begin(n|tijd|datum)?\b|starttime",
    r"inizio|inicio|început|startdate",
)
REGISTER_WORDS: Final = _any(
    r"register|cumulat|counter|odometer|z(ä|ae)hlerstand|\bindex\b|meter[ _]?reading|meterstand",
    r"\bstand\b|\blettura\b|\bodczyt\b|\brelev|total[_ ]increasing|\bcontor|\bactive total\b",
)
PERIOD_WORDS: Final = _any(
    r"\b(hora|hour|ora|heure|stunde|uur|hr|he|time|periodo?|periode|period|interval|intervalo)\b",
    r"settlement[ _]?period|hour[ _]?ending|\bnr\b",
)
TIME_WORDS: Final = _any(
    r"date|time|datum|zeit|tijd|stamp|fecha|data\b|heure|giorno|tag\b|dag\b|\bčas"
)
DAYS_WORDS: Final = _any(
    r"^(billing |no\.? of |number of |# of )?days\b", r"^tage$|^dagen$|^jours$"
)

EXPORT_WORDS: Final = _any(
    r"inject|export|feed.?in|einspeis|teruglever|retour|returned|outflow|surplus|excedent|excédent",
    r"\bautoconsumo\b|vertido|immess|\b2\.8\.\d\b|to[ _]grid|livrat|production sold",
    r"\bsolar sold\b|reverse|\brückliefer|\bnegative (active )?energy\b|net ?metering",
)
PRODUCTION_WORDS: Final = _any(
    r"\bproduc|generat|opwek|erzeug|\bpv\b|solar|\byield\b|ertrag|\bprodotta"
)
IMPORT_WORDS: Final = _any(
    r"offtake|afname|import|consum|verbruik|verbrauch|bezug|levering|usage|\buse\b|prelev|soutir",
    r"\b1\.8\.\d\b|from[ _]grid|\bdemand\b|withdraw",
)
KIND_WORDS: Final[tuple[tuple[Energy, re.Pattern[str]], ...]] = (
    ("gas", _any(r"\bgas\b|gaz\b|aardgas|erdgas|natural[ _]gas|\bgas_|_gas\b|\bgás\b|\bgasmeter")),
    ("water", _any(r"water\b|\beau\b|\bwasser|\bagua\b|\bacqua\b|\bap[aă]\b")),
    ("heat", _any(r"\bheat\b|\bwärme|\bwaerme|\bwarmte|chaleur|\bheating\b|termic")),
    ("electricity", _any(r"electri|elektri|stroom|\bstrom\b|\bpower\b|\bluz\b|energia el")),
)

OTHER_UNITS: Final = _any(
    r"(?<![a-z])(m3|m³|m\^3|gj|mj|kj|therms?|ccf|btu|kbtu|mmbtu|kvarh?|varh?|kvah?|kva|litres?|liters?)(?![a-z])",
    r"€|£|\$|(?<![a-z])(eur|usd|gbp|ron|lei|chf|czk|pln|cost|price|tariff|co2|amount)(?![a-z])",
    r"°c|(?<![a-z])(volt(age)?|ampere|amps?|current|hz|temp(erature)?|rate|power factor)(?![a-z])",
)

QUALITY_NAMES: Final = _any(
    r"qualit|qualid|flag\b|valida|metodo|méthode|read(ing)?[ _]?type|\bestimat|\bstatus\b",
    r"\bnature\b",
    r"geschat|\bétat\b|\betat\b|\bstatut\b|\bobtencion|condition",
)
MEASURED_FLAGS: Final = frozenset(
    [
        "a",
        "ok",
        "r",
        "real",
        "actual",
        "measured",
        "metered",
        "good",
        "valid",
        "validated",
        "reading",
        "réelle",
        "reelle",
        "gelezen",
        "uitgelezen",
        "gemessen",
        "measure",
        "true_value",
        "raw",
        "brut",
        "effettiva",
        "effettivo",
        "efectiva",
        "reale",
        "v",
        "m",
        "g",
        "normal",
        "verified",
        "w",
        "gevalideerd",
    ]
)
ESTIMATED: Final = _any(
    r"estim|geschat|geschätzt|geschaetzt|substitut|ersatz|interpol|stimat",
    r"profil|berekend|calculated|corrig|edited",
)
UNUSABLE: Final = _any(
    r"missing|ontbrek|manquant|forecast|faulty|invalid|ungültig|suspect|fehl|geen verbruik",
)
ESTIMATED_FLAGS: Final = frozenset({"e", "s", "f", "est", "sub"})
UNUSABLE_FLAGS: Final = frozenset({"n", "i", "x", "c", "p"})
IDENTITY_NAMES: Final = _any(
    r"register|\btype\b|direction|flow|meter|channel|energie|energy|\bkind\b|serial|\bean\b|obis|\bunit",
    r"entity|sensor|device|richting|richtung|sens\b|tarif|product|service|commodity|name|\bid\b|series",
)
SERIES_NAMES: Final = _any(
    r"register|\btype\b|direction|flow|meter(?!ing)|channel|energie|commodity|serial|\bean\b|obis|\bcups\b",
    r"entity|sensor|device|richting|richtung|\bpod\b|\bprm\b|\bmpan\b|\bnmi\b|z(ä|ae)hler",
)
"""Columns with these names distinguish series even if no timestamp occurs twice."""
TOTAL_WORDS: Final = _any(r"^\s*(sub)?(total|totaal|summe|gesamt|totale|suma|somme|sum)\b")

OFFSETS: Final = {
    "Z": 0, "UTC": 0, "GMT": 0, "WET": 0, "WEST": 1, "CET": 1, "MEZ": 1, "CEST": 2, "MESZ": 2,
    "EET": 2, "EEST": 3, "BST": 1, "EST": -5, "EDT": -4, "CDT": -5, "MST": -7, "MDT": -6,
    "PST": -8, "PDT": -7,
}  # fmt: skip
"""Hours from UTC. CST and IST are left out: each names several zones."""

_MONTH_NAMES = (
    "jan january januar janvier enero gennaio januari ianuarie ene gen ian janv leden jän jänner",
    "feb february februar février fevrier febrero febbraio februari februarie fév févr fev únor",
    "mar march märz maerz mars marzo maart martie mär mrt mrz březen",
    "apr april avril abril aprile aprilie avr abr duben",
    "may mai mayo maggio mei mag květen",
    "jun june juni juin junio giugno iunie giu iun červen",
    "jul july juli juillet julio luglio iulie lug iul juil červenec",
    "aug august août aout agosto augustus ago srpen",
    "sep sept september septembre septiembre settembre septembrie set září",
    "oct october oktober octobre octubre ottobre octombrie okt ott říjen",
    "nov november novembre noviembre noiembrie noi listopad",
    "dec december dezember décembre decembre diciembre dicembre decembrie dez déc dic prosinec",
)
MONTHS: Final = {
    name: number for number, names in enumerate(_MONTH_NAMES, 1) for name in names.split()
}
