"""The sentences of a computation; holes are filled by `Step`."""

from __future__ import annotations

from typing import Final

from esante_rules._core import Text

COUNTED: Final = Text(
    "{start} + {period} = {end}, compté {trigger}", "{start} + {period} = {end}, counted from {trigger}"
)
UNTIL_EVENT: Final = Text(
    "Jusqu'à l'événement même, le {end}, sans délai", "Until the event itself, {end}, without delay"
)
HOURS: Final = Text("{start} + {period} = {end}, en temps réel", "{start} + {period} = {end}, in real time")
SUSPENSION: Final = Text(
    "Recours du {start} au {stop} : {days} jours de suspension, échéance portée au {end}",
    "Litigation from {start} to {stop}: {days} days of suspension, end moved to {end}",
)
SUSPENSION_BEFORE: Final = Text(
    "Un recours clos avant le point de départ ne suspend rien", "A litigation over before the start suspends nothing"
)
SUSPENSION_AFTER: Final = Text(
    "Un recours formé après l'échéance ne la déplace pas", "A litigation lodged after the end does not move it"
)
SUSPENDED: Final = Text(
    "Un recours est pendant depuis le {start} : le délai est arrêté",
    "A litigation is pending since {start}: the clock is stopped",
)
MISSING: Final = Text("Il manque la date {trigger}", "The date of {trigger} is missing")
MISSING_FLAG: Final = Text("Il manque une réponse : {name}", "An answer is missing: {name}")
READ_AS_NO: Final = Text("{name} n'est pas renseigné : lu comme non", "{name} is not given: read as no")
STAY_IN_PROGRESS: Final = Text(
    "Le patient est dans l'établissement : le délai n'a pas commencé",
    "The patient is in the establishment: the clock has not started",
)
SUPPORT_OPEN: Final = Text("L'accompagnement se poursuit : base active", "The support goes on: active base")
CRITERION: Final = Text(
    "Le texte donne un critère : aucune date tant que le responsable n'a pas fixé de borne",
    "The text gives a criterion: no date until the controller sets a bound",
)
CHOSEN: Final = Text(
    "Durée choisie par le responsable : {period}, soit {end}",
    "Period chosen by the controller: {period}, that is {end}",
)
SWITCH_CHOSEN: Final = Text(
    "Passage en archive choisi par le responsable : {end} est le dernier jour en base active",
    "Move to the archive chosen by the controller: {end} is the last day in the active base",
)
NO_TERM: Final = Text(
    "Aucune durée du catalogue n'est en vigueur ce jour-là", "No term of the catalogue is in force on that day"
)
UNDECLARED: Final = Text(
    "Le registre ne déclare ni durée ni critère", "The register declares neither a period nor a criterion"
)
FIRST_WINS: Final = Text("La première échéance atteinte l'emporte : {end}", "The first end reached prevails: {end}")
WINDOW: Final = Text(
    "Fenêtre du {earliest} au {latest} : {end} est retenu", "Window from {earliest} to {latest}: {end} is retained"
)
LEGAL_PREVAILS: Final = Text(
    "Les deux durées se contredisent : {end} est retenu, la plus forte l'emportant",
    "The two periods contradict each other: {end} is retained, the stronger prevails",
)
CAPPED: Final = Text(
    "La base active est ramenée à la durée totale : {end}", "The active base is cut to the whole span: {end}"
)
DEATH_CAP: Final = Text("Limite après le décès : {end}", "Limit after the death: {end}")
IN_USE: Final = Text(
    "Compte en service : toute activité repousse l'échéance", "Account in use: any activity moves the end"
)
ACCOUNT_ACTIVE: Final = Text(
    "Le compte est actif : le registre garde la trace", "The account is active: the register keeps the trace"
)
FLOOR_2036: Final = Text(
    "Le registre compte à partir de 2036 : départ porté au {start}",
    "The register counts from 2036: start moved to {start}",
)
PAYMENT_UNKNOWN: Final = Text(
    "Dernier paiement inconnu : départ prudent au {start}", "Last payment unknown: prudent start on {start}"
)
REOPENED: Final = Text(
    "L'espace a été rouvert le {start} : l'archive y est revenue",
    "The space was reopened on {start}: the archive moved back into it",
)
ERASURE: Final = Text("Suppression demandée : au plus tard le {end}", "Deletion requested: {end} at the latest")
ERASURE_LATE: Final = Text(
    "La demande vient après la fin de l'archive", "The request comes after the end of the archive"
)
EX_OFFICIO: Final = Text(
    "Clôture d'office possible le {start} au plus tôt", "Closing ex officio possible on {start} at the earliest"
)
PLANNED: Final = Text(
    "Fin prévue le {end} : une date prévue ne déclenche rien", "End planned on {end}: a planned date triggers nothing"
)
DEPTH: Final = Text(
    "Année d'accès moins {period} : données depuis le {start}", "Year of access minus {period}: data from {start}"
)
LAST_YEAR: Final = Text("Cette donnée reste accessible jusqu'au {end}", "This datum stays accessible until {end}")
ITEM: Final = Text(
    "À extraire du dossier : {item}, jusqu'au {end}", "To be extracted from the record: {item}, until {end}"
)
WHOLE: Final = Text(
    "Le dossier entier suit son élément le plus durable : {end}", "The whole record follows its longest item: {end}"
)
LAPSED: Final = Text(
    "Texte abrogé, sans successeur chiffré : lecture provisoire",
    "Repealed text, without a successor that gives a figure: provisional reading",
)
MINOR_ALIGNED: Final = Text("Aligné sur l'hôpital pour un mineur : {end}", "Aligned with hospitals for a minor: {end}")

# Why a term is set aside.
ENDS_EARLIER: Final = Text("son échéance vient plus tôt", "its end comes earlier")
ENDS_LATER: Final = Text("son échéance vient plus tard", "its end comes later")
SAME_END: Final = Text("donne la même échéance", "gives the same end")
NO_DEATH: Final = Text("aucun décès connu", "no death known")
LATE_DEATH: Final = Text(
    "le décès survient dix ans ou plus après le dernier passage", "death occurs ten years or more after the last visit"
)
DEATH_REPLACES: Final = Text("remplacée par la durée après décès", "replaced by the period after death")
NO_BIRTH: Final = Text("date de naissance inconnue", "date of birth unknown")
CONTROLLER_CHOICE: Final = Text(
    "laisse un choix au responsable, sans date", "leaves a choice to the controller, without a date"
)
NOT_CHOSEN: Final = Text("le responsable ne l'a pas choisie", "the controller did not choose it")
WEAKER: Final = Text("cède devant une règle plus forte", "gives way to a stronger rule")
NO_FACT: Final = Text("le fait qui la déclenche n'est pas donné", "the fact that starts it is not given")
LITIGATION: Final = Text("un contentieux a pris fin", "a litigation has ended")
ANSWERED: Final = Text("collecte directe ou réponse reçue à temps", "direct collection or answer received in time")
UNANSWERED: Final = Text("aucune réponse dans le délai", "no answer in time")
REPEALED: Final = Text("texte abrogé", "repealed text")
REPLACED_BY_LAW: Final = Text("remplacée par le texte en vigueur", "replaced by the text in force")
REQUEST_FIRST: Final = Text("la suppression demandée vient plus tôt", "the requested deletion comes first")

# Other dates worth showing.
PRUDENT: Final = Text(
    "borne prudente, si la personne est née le jour du passage",
    "prudent bound, had the person been born on the visit day",
)
LOW: Final = Text("lecture basse, départ au 1er janvier 2036", "low reading, start on 1 January 2036")
FLOOR: Final = Text("plancher : au moins jusqu'à cette date", "floor: at least until that day")
OTHER_LAW: Final = Text("selon l'autre loi applicable dans le temps", "under the other law in time")
BOUND: Final = Text("borne que le texte permet", "bound that the text allows")
EARLIEST: Final = Text("début de la fenêtre", "start of the window")
LATEST: Final = Text("fin de la fenêtre", "end of the window")
REST: Final = Text("reste du dossier", "rest of the record")
