"""Words that say nothing of what happened: articles, pronouns, prepositions, the commonest verbs and adverbs, words of saying.

They are left out when a segment's words are held against an event's texts, where a few hundred short texts would make
"almost" look like a rare word.
"""

from __future__ import annotations

from typing import Final

from dashboard.layer.filters import fold

_EL = """
αλλα αλλες αλλη αλλο αλλοι αλλων αν ανα ανακοινωσαν ανακοινωσε αναφερει αναφερουν ανεφεραν ανεφερε αντι απο αριθμο
αριθμοι αριθμος αρχιζει αρχισαν αρχισε ατομα αυτα αυτες αυτη αυτην αυτο αυτοι αυτον αυτος αυτους αυτων βασει γεγονος για
γινει γινεται γυρω δε δεκα δεν δηλωσαν δηλωσε δημοσιευμα δια δυο εαν εγιναν εγινε εγω εδωσαν εδωσε εικοσι ειναι ειπαν
ειπε ειχαν ειχε εκει εκεινη εκεινο εκτος ελαβαν ελαβε εν ενα εναν εναντιον ενας ενδεχεται ενω εξι επειτα επι επισης
εφτασαν εχει εχοντας εχουν εως ηδη ημερα ημερες ηταν θα ιδια ιδιαιτερο ιδιο ιδιοι ιδιος ισχυριζεται καθε καθως και
καποια καποιες καποιοι κατα κατοπιν κατω κι κοντα κυριως λεει λενε λιγα λιγες λιγο λιγοι λογω λοιπον μαζι μας με μεγαλη
μεγαλο μεγαλυτερη μεγαλυτερος μερα μερος μεσα μεσω μετα μεταδιδει μεταξυ μετεδωσε μεχρι μη μια μιας μιλα μιλουν μονο
μπορει να ξανα οι ολα ολες ολη ολο ολοι ολων ομως οποια οποιας οποιες οποιο οποιοι οποιος οποιου οποιων οπου οπως οταν
οτι οχι παλι πανω παρα πεντε περα περιπου περισσοτερα περισσοτερο περισσοτεροι πηραν πηρε πιο πισω πληροφοριες πολλα
πολλες πολλοι πολυ που πριν προ προς πρωτα πρωτες πρωτη πρωτο πρωτοι πρωτων πως σαν σας σε στα στη στην στις στο στον
στους συμφωνα συν συχνα σχεδον σχετικα τα ταυτοχρονα τελικα τελος τεσσερις τη την της τι τις τμημα το τοιχο τον τοσο
τοτε του τουλαχιστον τους τρεις τρια των τωρα υπαρχει υπαρχουν υπο υποστηριζει χωρα χωρας χωρες χωρις ωρα ωρες ως ωσπου
ωστε ωστοσο
"""
_EN = """
about above according across after again against ago all almost along already also although among and another any are
around became because been before began begin being below between both but came can city could country day days did does
doing done down during each early either else enough even ever every few first for four from further gave get give given
goes going gone got had half has have having her here hers him his hour hours how however into its itself just kept last
later least less like made make many may might more most much must near nearly never next none not nothing now number
off once one only onto other others our out over own part people put quite rather report reported reportedly reports
said same saw say says second see seen several she should since six some soon still such take taken tells ten than that
the their them then there these they third this those though three through thus time times told took toward towards two
under until upon use used very via was way well went were what when where whether which while who whole whose why will
with within without would year years yet you your
"""
_RU = """
без более больше был была были было быть вам вас ведь весь вместе вместо вновь возле вокруг вот время все всего всем
всех всю вся где год года году города городе данным два две двух день для дней дня его если есть еще заявил заявила
заявили или имеет имел именно как какая какие какой когда которая которого которое которой которые который которым
которых кто куда лишь между менее мне много могли могут может можно на над надо нам нас начал начала начали начался наш
него нее ней некоторые нескольких несколько нет неё никто них ничего один одна однако одно одной около она они оно опять
от очень первая первые первый первых перед по под позже пока после потом почти при про просто против раз разные ранее
рядом сам сама сами самых своей свои своих свой себе себя сейчас сих сказал сказала слов словам снова сообщает сообщают
сообщил сообщила сообщили среди стал стала стали страна стране страны так такая также такие такой там тем теперь то
тогда того тоже только том тот трех три уже утверждает час часа часов части часть чего человек чем через что чтобы эта
эти этим этих это этого этой этом этот эту
"""
_KK = """
адам айтты айтуынша ал алайда ара арасында арқылы бар барлық басқа бес бойы бойынша болатын болды болса болып болған бір
бірақ бірге бірнеше бүгін бүкіл бұдан бұл деген деді дейін деп еді екен екі ел елде елдің емес енді ең жатыр жатқан
жағдай жаңа жерде жоқ жыл жылы жылғы және жөнінде ие кейбір кейін кем керек күн күні ма мен мұндай мәлімдеді неше ол
олар оның осы пен са сайын саны сағат сияқты сол сондай сондай-ақ соң тағы тек туралы түрлі хабарлады хабарлайды шамамен
ірі қай қайта қала қалада қаласы қалды қарай қарсы үш үшін ұшін өз өзі
"""

STOP: Final = {
    lang: frozenset(fold(w) for w in words.split()) for lang, words in (("el", _EL), ("en", _EN), ("ru", _RU), ("kk", _KK))
}
"""Folded stop words of each language."""
