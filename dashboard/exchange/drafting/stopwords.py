"""Words that say nothing of what happened: articles, pronouns, prepositions, the commonest verbs and adverbs, words of saying.

They are left out when a segment's words are held against an event's texts, where a few hundred short texts would make
"almost" look like a rare word.
"""

from __future__ import annotations

from typing import Final

from dashboard.layer.filters import fold

_EL = """
αλλα αλλη αλλοι αλλο αλλες αλλων αν ανα ανεφερε ανεφεραν αναφερει αναφερουν ανακοινωσε ανακοινωσαν αντι απο αρχισαν αρχισε αρχιζει
αυτη αυτο αυτα αυτες αυτοι αυτος αυτων αυτην αυτον αυτους βασει γεγονος για γινει γινεται εγινε εγιναν γυρω δε δεν δηλωσε δηλωσαν
δημοσιευμα δια δυο εαν εγω εδωσαν εδωσε ειναι ειπε ειπαν ειχαν ειχε εκει εκεινη εκεινο εκτος ελαβε ελαβαν εναντιον εν ενα εναν ενας ενω
ενδεχεται επειτα επι επισης εφτασαν εχει εχουν εχοντας εως ηταν ηδη θα ιδια ιδιο ιδιοι ιδιος ιδιαιτερο ισχυριζεται καθε καθως και καποιοι
καποια καποιες κατα κατω κατοπιν κι κοντα κυριως λεει λενε λιγο λιγα λιγες λιγοι λογω λοιπον μαζι μας με μεγαλη μεγαλο μεγαλυτερος μεγαλυτερη
μεσα μεσω μετα μεταδιδει μετεδωσε μεταξυ μεχρι μη μια μιας μιλα μιλουν μονο μπορει να ξανα οι ολα ολες ολη ολο ολοι ολων ομως οποια οποιες
οποιο οποιοι οποιος οποιου οποιων οποιας οπου οπως οταν οτι οχι παλι πανω παρα περα περιπου περισσοτερο περισσοτεροι περισσοτερα πηρε πηραν
πιο πισω πληροφοριες πολλα πολλες πολλοι πολυ πως που πριν προ προς πρωτα πρωτη πρωτο πρωτοι πρωτες πρωτων σαν σας σε στη στην στις στο στον
στους στα συμφωνα συν συχνα σχεδον σχετικα τα ταυτοχρονα τελικα τελος τη την της τι τις το τοιχο τον τοσο του τους τοτε τωρα των υπαρχει
υπαρχουν υπο υποστηριζει ωσπου ως ωστε ωστοσο ωρα ωρες χωρις χωρα χωρας χωρες ημερα ημερες μερος μερα τμημα τουλαχιστον εξι τρεις τρια
τεσσερις πεντε δεκα εικοσι αριθμος αριθμο αριθμοι ατομα
"""
_EN = """
about above according across after again against ago all almost along already also although among and another any are around became because
been before began begin being below between both but came can could did does doing done down during each early either else enough even ever
every few first for four from further gave get give given goes going gone got had half has have having her here hers him his how however into
its itself just kept last later least less like made make many may might more most much must near nearly never next none not nothing now off
once one only onto other others our out over own part people put quite rather report reported reportedly reports said same saw say says second
see seen several she should since six some soon still such take taken tells ten than that the their them then there these they third this
those though three through thus time times told took toward towards two under until upon use used very via was way well went were what when
where whether which while who whole whose why will with within without would year years yet you your day days hour hours city country number
"""
_RU = """
без более больше был была были было быть вам вас ведь весь вместе вместо вновь возле вокруг вот время все всего всем всех всю вся где год года
году два две двух день дня дней для его если есть еще или имел имеет именно как какая какие какой когда которая которого которое которой
которые которым которых который кто куда лишь между менее мне много могли могут может можно на над надо нам нас начал начала начали начался
наш него нее ней некоторые нескольких несколько нет неё никто них ничего однако около она они оно опять один одна одной одно от очень первые
первый первая первых перед по под позже пока после потом почти при про просто против раз разные ранее рядом сам сама сами самых свои своей
своих свой себе себя сейчас сих словам слов снова сообщил сообщила сообщили сообщает сообщают сказал сказала среди стал стала стали страны стране
страна так такая также такие такой там тем теперь то тогда того тоже только том тот три трех уже утверждает через час часа часов части часть
чего человек чем что чтобы эта эти этим этих это этого этой этом этот эту заявил заявила заявили данным время города городе
"""
_KK = """
ал алайда арқылы ара арасында бар барлық басқа бес бір бірақ бірге бірнеше болған болды болып болса болатын бойы бойынша бұл бұдан бүкіл бүгін
деген деді деп дейін екен екі емес енді ең еді жағдай жаңа жатқан жатыр жерде және жоқ жөнінде жыл жылы жылғы ие кейін керек кем кейбір күн күні
қарай қарсы қай қайта қала қалада қаласы қалды ма мен мәлімдеді мұндай неше ол олар оның осы өз өзі пен са сағат сайын саны сияқты сол соң
сондай сондай-ақ туралы тек тағы түрлі ұшін үшін үш ірі шамамен хабарлады хабарлайды айтты айтуынша адам ел елде елдің
"""

STOP: Final = {
    lang: frozenset(fold(w) for w in words.split()) for lang, words in (("el", _EL), ("en", _EN), ("ru", _RU), ("kk", _KK))
}
"""Folded stop words of each language."""
