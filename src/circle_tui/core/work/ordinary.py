"""Words that stand with a capital letter, or beside one, and point to nobody; what `discretion` passes over.

Lists, and nothing else. They are short on purpose: a name that is taken for a word is worse than a word
that is taken for a name, which costs one key.
"""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


TITLES = _words(
    """mr mrs ms miss mx dr prof sir herr herrn frau fräulein mme mlle monsieur madame señor señora sra
    dott sig"""
)
"""What comes before somebody's name."""
ABBREVIATED = TITLES | {"st", "mt"}
"""Words after which a point ends no sentence."""
CLIENTS = _words("client clients patient patients klient klientin patientin")
ROLES = _words(
    """supervisor supervisee colleague friend husband wife partner boss teacher mother father brother sister
    son daughter aunt uncle neighbour neighbor doctor psychiatrist nurse trainee intern manager kollegin
    kollege"""
)
"""What somebody is to somebody, before their name."""
BEFORE_A_PLACE = _words("in from at near to into aus nach bei")
PARTICLES = _words("van von der den de da di del della la le bin al el zu zur")
"""Small words within a name."""
LETTERED = _words(
    "plan type vitamin step option hepatitis part team group generation point cluster axis room"
)
"""What a single letter may tell apart: “plan B”."""
SHORT = _words("TV OK UK US EU UN MI GP ER IT AI HR CT PD ED OT PT SI BP DV CP ID PC CV QR DJ VR VA MS AA NA")
"""Two capitals that are nobody's initials."""
CAPITALISED = _words(
    """god buddha christmas easter ramadan hanukkah zoom internet english german french spanish freudian
    jungian kleinian lacanian rogerian adlerian gestalt bowlby freud jung winnicott bion socratic latin
    oedipus oedipal ok okay covid mum dad mom day eve thanksgiving"""
)
"""Words that have a capital wherever they stand."""
STARTERS = _words(
    """a an and am are as at be because before but by can could did do does during each either even every
    for from had has have he her here him his how however i if in instead is it its just last let like
    may maybe me might more most much must my near never next no nobody not nothing now of often on once one
    only or our ours out over perhaps should since so some somebody someone something sometimes still than
    that the their them then there these they this those though through to today tonight too under until up
    us was we were what whatever when whenever where whether which while who whom whose why will with
    without would yes yet you your yours after again all almost already also although always another any
    anybody anyone anything both dear hello thank thanks please suppose imagine say ask
    was wie wo wer wen wem wann warum wieso weshalb der die das ein eine ich du er sie es wir ihr mein
    meine mit wenn ob und aber kann darf soll muss bin ist sind hat habe"""
)
"""Words that often begin a sentence: their capital says nothing, and the next word may be a name."""
SUBJECTS = _words(
    """shame guilt fear anger grief silence hope love envy sadness joy therapy supervision work nobody
    everybody everyone someone somebody anyone people others mother father mum mom dad parents sister
    brother husband wife partner colleague boss supervisor teacher client patient men women children kid
    part something everything nothing anything theory research culture society life death time money
    warmth hate rage disgust desire tenderness boredom laughter god fate luck chaos trauma memory dread
    panic pain pity pride regret relief sorrow trust doubt duty hunger sleep the neither both whoever
    which one two three couple family group law management insurance school court church media
    everybody's nature instinct intuition reason logic"""
)
"""Words that may begin a sentence and do in it what people do: “Shame tells me …”."""
ALSO_WORDS = _words(
    """will may mark rose grace hope faith joy dawn june april august summer autumn art bill rob pat sue grant
    frank gene ray chase drew penny ruby crystal christian melody robin jade ivy violet lily iris daisy
    olive guy max sky angel star king so an rich bob nick jack ken carol heather viola sally dick peg
    don dot chuck rusty sunny ernst wolf stein klein lang"""
)
"""Names that are words as well; in small letters they are taken for the word."""
ALONE = _words("I A O À É А О Я И У В С К")
"""Single letters that are words."""
GERMAN = _words(
    """der das den dem des ein eine einen einem einer und ich nicht mich mir wir uns ist sind wie wenn mit auf
    für bei von zu im meine mein meiner diese dieser diesem warum wieso wer wen wem habe sie ihr ihm ihn vor
    nach aus kann soll muss darf macht oder"""
)
"""By these a sentence is known to be German, in which every noun has a capital; none is an English word."""
