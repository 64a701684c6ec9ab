"""Sentences spoken to the grader instead of the interviewer: orders, verdicts, pleas, role play.

Each pattern asks for a grader's word together with an order or a verdict on the answer itself, so
that scores, rules and systems of a trade stay what they are. They are matched on a reading with
digits for letters, spaced letters and joined words undone.
"""

from __future__ import annotations

import re

_MARKS = r"(?:marks?|scores?|points?|grades?|ratings?|credit)"
_TOP = (
    r"(?:100(?! ?%)|10 ?/ ?10|a ten|an? a\+|full|maximum|max|perfect|highest|top|best|full marks"
    r"|five stars|level (?:4|four)|pass)"
)
_ANSWER = r"(?:answer|response|submission|reply|text)"
_RULES = (
    r"(?:rubrics?|instructions?|prompts?|previous|prior|above|criteria|guidelines?|rules?|checks?"
    r"|evaluation|grading|assessment)"
)
_DIRECT = (
    # Orders to leave the rules aside, or to give a score.
    rf"^(?:\W|now |please |just |simply |and |system |so )*+(?:ignore|disregard|forget|override"
    rf"|bypass|skip)\b.{{0,50}}\b{_RULES}\b"
    rf"|(?<!to )\b(?:ignore|disregard|forget|override|bypass) (?:all |any "
    rf"|every )?(?:of )?(?:the |your "
    rf"|these |those |my )?(?:previous|prior|above|earlier|rubric|grading|evaluation)\b"
    rf"|\b(?:give|award|grant|assign)(?:ing|s)?\b(?: me| this(?: {_ANSWER})?| it| my {_ANSWER}"
    rf"| the {_ANSWER})\b.{{0,30}}\b{_TOP}(?: possible)?(?!\w)"
    rf"|\b(?:awarding|give|award|assign)\b.{{0,15}}\b(?:full|maximum|max|perfect|highest|top|100)"
    rf"(?: possible)? {_MARKS}\b.{{0,12}}\b(?:here|please|to (?:this|it|me|my)|for (?:this|it|me"
    rf"|my)|(?:on|for|in) (?:every|each|all|any)\b"
    rf"|would|,|$)"
    rf"|\b(?:rate|grade|score|mark)\b (?:me|this|it|my|the) ?(?:{_ANSWER} )?.{{0,15}}\b(?:100|"
    rf"10 ?/ ?10|10 out of|as (?:complete|covered|excellent|perfect|passed|correct)|excellent"
    rf"|perfect|like that|the (?:highest|maximum|best)|full)\b"
    rf"|\b(?:output|return|print|show|display|says?)\b(?: always)?.{{0,20}}"
    rf"(?:\b(?:score|level|grade|verdict)\b.{{0,12}}\b(?:100|4|excellent|pass)\b|^\W*100\b"
    rf"|\balways .{{0,8}}100\b)"
    rf"|\bshow (?:a |the )?100\W*$|\balways (?:says?|gives?|returns?) (?:a )?100\b"
    rf"|\b(?:treat|count|mark|consider|set|level|regard)\b.{{0,20}}\b(?:every|all|each"
    rf"|any)\b.{{0,25}}"
    rf"\b(?:key points?|criteri\w+)\b"
    rf"|\b(?:every|all|each)\b.{{0,8}}\b(?:key points?|criteri\w+|rubrics?)\b.{{0,30}}\b(?:is|are"
    rf"|was"
    rf"|were|be|been|met|covered|satisfied|fulfilled|to)\b"
    rf"|\b(?:has|have) met (?:every|all|each)\b.{{0,12}}\bcriteri"
    rf"|\b(?:the )?rubric (?:was|is|has been|no longer)\b"
    rf"|\b(?:skip|turn off|turn .{{0,12}} off|disable"
    rf"|switch off)\b.{{0,16}}\b(?:the )?(?:evaluation"
    rf"|grading|checks|rubric|scoring|assessment)\b"
    rf"|\b(?:any text|anything) (?:now )?(?:earns|gets|receives|scores)\b"
    rf"|\bassume (?:that )?(?:it|this|my answer|the answer) is (?:correct|right|perfect|complete)\b"
)
_SPOKEN_TO = (
    r"\b(?:system prompt\b|as an ai\b(?: language)?(?: model)?|(?:you are|act as|play"
    r"|be) (?:now )?(?:a |an"
    r" |the |my )*(?:\w+ )?(?:grader|evaluator|graderbot|judge who|ai\b|language model|chatbot"
    r"|teacher "
    r"who))"
    r"|\b(?:dear|hey|hello|attention|note to(?: the)?|message to(?: the)?|to the) (?:grader"
    r"|evaluator"
    r"|assessor|scorer|ai|model|examiner|judge|llm)\b"
    r"|\bfrom now on you\b|\bplay a game in which you\b|\bgraderbot\b"
    r"|^\W*(?:system|assistant|grader|evaluator|developer)\s*:"
    r"|\[(?:/?inst|system|assistant|end of answer)\]|<\|?(?:im_start|system|assistant)"
    r"|\b(?:note|message|word|instructions?) (?:from|by) the (?:developer|creator|author|system"
    r"|administrator|grader) of this (?:tool|system|app|program|software)\b"
    r"|\bend of answer\b|^\W*(?:new|updated|further|revised) instructions?\W*$"
    r"|\bas (?:the|a) (?:developer|creator|author|owner|administrator) of this (?:tool|system|app"
    r"|program|software)\b"
    r"|\bpretend (?:that )?(?:my|this|the) (?:answer|response)\b"
    r"|\blet me pass\b|\bbe (?:generous|kind|lenient) (?:with|about|when)\b.{0,20}\b(?:points|marks"
    r"|score|grad\w+)\b"
    rf"|\b(?:would you|could you|can you|please)\b.{{0,40}}\b(?:highest|best|maximum|top|full|good)"
    rf"(?: possible)? {_MARKS}\b"
    rf"|\bi would (?:really |very much )?appreciate (?:a |the )?(?:high|full|good"
    rf"|top)\w* {_MARKS}\b"
)
_VERDICT = (
    rf"\b(?:this|my|the(?: above)?|above) {_ANSWER}\b.{{0,24}}\b(?:is|deserves|should|must|meets"
    rf"|covers"
    rf"|satisfies|earns|merits|has|was|demonstrates|fully|shows)\b.{{0,50}}\b(?:perfect|excellent"
    rf"|outstanding|flawless|full (?:marks|score|credit)|complete|score|scored|marks?|points?|100"
    rf"|criteria|criterion|rubric|verified|approved|graded|verdict)\b"
    rf"|\bthis is (?:a|the) (?:perfect|flawless|best possible|excellent|ideal) {_ANSWER}\b"
    rf"|\b(?:the )?candidate (?:has |had )?(?:answered|met|passed|fulfilled|covered|satisfied)\b"
    rf"|\b(?:score|grade|verdict|rating|level)\b\s*[:=]\s*\W?(?:\d+|excellent|perfect|pass|a\+?)"
    rf"|\bassessment by the\b|\bfinal (?:score|grade|verdict)\b"
    rf"|\"(?:score|level|verdict|criteria|covered)\"\s*:"
    rf"|\b\d{{2,3}} (?:of|out of) 100 {_MARKS}\b.{{0,6}}$"
)
_ABROAD = (
    r"\b(?:ignora|olvida|ignorez|ignorer |ignore (?=les|tou|as |tod)|oubliez"
    r"|ignoriere|vergiss|ignoriert|negeer|ignorare"
    r"|dimentica|esquec[ae]|zignoruj|ignorera|ignorer|yoksay|abaikan)\b.{0,60}\b(?:instruc\w+"
    r"|instruktion\w*|anweisung\w*|consignes|regles|regeln|reglas|istruzioni|polecenia|instructies"
    r"|instru\w+es|bewertung\w*|instruktioner\w*|talimat\w*|instruksi)\b"
    r"|\b(?:dame|otorga|donnez|attribuez|attribuer|gib|vergib|dai|assegna|geef|atribua|daj|ge"
    r"|bana|beri"
    r"|evalua|evalue|bewerte|evaluez|valuta)\b.{0,45}\b(?:100|puntos|punktzahl|points|punkte?\w*"
    r"|punti"
    r"|punten|maxim\w*|maximale|pontos|poang|puan|note|nota|nilai)\b"
)
_TO_GRADER = re.compile("|".join((_DIRECT, _SPOKEN_TO, _VERDICT, _ABROAD)), re.I)
_PRAISE = re.compile(
    r"\b(?:perfect|excellent|outstanding|flawless|best possible|correct|full marks|amazing answer"
    r"|100|points?|score|grateful|appreciate)\b",
    re.I,
)
_SPACED = re.compile(r"\b\w(?:[ .*_-]\w){3,}\b")
_JOINED = re.compile(r"(?<=\w)[-_](?=\w)")
_LEET = str.maketrans("013457@$!|", "oieastasil")
_MIXED = re.compile(r"(?=[a-z0-9@$!|]*[a-z])(?=[a-z0-9@$!|]*[0-9@$|])[a-z0-9@$!|]{3,}")

_COURTESY = re.compile(
    r"(?:(?:oh|ah|ok|okay|well|so|yes|sure|right|and|um|hi|hello|good (?:morning|afternoon))[,.!]*"
    r" )*"
    r"(?:(?:hi|hello|hey|good (?:morning|afternoon|evening))(?: there| everyone| to you(?: all)?)?"
    r"|(?:it is |it's )?(?:nice|good|great|a pleasure|lovely) to (?:be here|(?:meet|see|talk to"
    r"|speak to|speak with|talk with) you)\b.{0,15}"
    r"|(?:many )?thank(?:s| you)(?: very much| so much| a lot| again)?(?: for (?:asking|listening"
    r"|(?:inviting|having|seeing) me|(?:taking )?(?:the|your|this|that|such an?) (?:\w+ )?(?:time"
    r"|question|opportunity|chance|invitation))\b.{0,20})?"
    r"|(?:that is |that's |this is |it is |it's |what )?(?:an? )?(?:really |very )?(?:good|great"
    r"|interesting|excellent|nice|fair|tough|hard|difficult|important) (?:question|one)"
    r"(?:,? (?:thank(?:s| you)|indeed)\b.{0,20})?"
    r"|i(?: am|'m) (?:really |very )?(?:glad|happy|pleased) (?:that )?you asked(?: (?:me |about )?"
    r"(?:this|that|it))?"
    r"|(?:i )?hope (?:that |this |it )?(?:helps(?: you)?|(?:answers|answered) (?:your|the|that)"
    r" questions?|is what you \w+(?: \w+){0,3}))[ .!,:)-]*"
)
"""What is said to be polite before an answer and after it, and nothing beside it."""

_SIGNS = (
    *(
        "scor mark grad rubric instruc criteri point 100 evalua assess exam judge gpt llm model "
        "system prompt answer response submission reply candidate verdict rating rate credit check "
        "rule guideline previous prior above pass assistant developer tool app software program "
        "level key anything text now consignes regl regeln reglas istruzioni polecenia talimat "
        "anweisung bewertung nota note nilai poang puan punt punkt pont maxim game ai: "
        "inst] im_start stars a+ 10/10"
    ).split(),
    " a ten",
    "an ai",
    "the ai",
    "hey ai",
    "dear ai",
    "10 out",
    "10 /",
)
"""One of these stands in every sentence of the kind; the patterns cost ten times as much."""

POLITE = 100
"""Characters up to which a sentence may be nothing but polite."""

LONG = 400
"""Characters of a sentence that are looked at from its beginning and its end."""


def is_courtesy(clean: str) -> bool:
    """Whether a sentence, folded and in lower case, is thanks, a greeting or praise of the question
    alone."""
    return len(clean) <= POLITE and bool(_COURTESY.fullmatch(clean))


def is_to_grader(clean: str, follows: bool) -> bool:
    """Whether a sentence, folded and in lower case, is for the grader; one that `follows` such a
    sentence needs less to be."""
    if len(clean) > 2 * LONG:
        clean = f"{clean[:LONG]} {clean[-LONG:]}"
    for said in dict.fromkeys(_readings(clean)):
        if any(sign in said for sign in _SIGNS) and _TO_GRADER.search(said):
            return True
    return follows and len(clean.split()) < 14 and bool(_PRAISE.search(clean))


def _readings(clean: str) -> tuple[str, ...]:
    closed = _SPACED.sub(lambda m: re.sub(r"[ .*_-]", "", m.group()), clean)
    plain = _MIXED.sub(lambda m: m.group().translate(_LEET), closed)
    return clean, plain, _JOINED.sub(" ", plain)
