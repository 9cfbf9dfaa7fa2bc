"""INTERIM (to be replaced by the lexicon's author from sources.toml). The quotes modules use exactly these accessors: keep them.

noun_at(tokens, i, prefix=None) -> SourceNoun | None   head noun of a source at token i (proclitics: none, و, ال, وال;
    with prefix="ل": only ل / لل readings), with .kind (person|organization|group|document|unnamed), .gender, .number, .named.
    gender and number are those a *following* verb agrees with: مصادر is f/s, مسؤولون m/p, وزيران m/d.
medium_at(tokens, i) -> Medium | None   a medium of speech (بيان صحفي، مؤتمر صحفي، تغريدة) at token i: .first .last .head (folded, no ال)
hides_identity(tokens, i) -> bool   whether طلب عدم الكشف عن هويته and its like begin at token i
"""
from dataclasses import dataclass
from factsheet.text import fold, stems
from factsheet.lexicon.organizations import organizations
@dataclass(frozen=True)
class SourceNoun:
    kind:str; gender:str; number:str; named:bool
@dataclass(frozen=True)
class Medium:
    first:int; last:int; head:str
G={fold(w):SourceNoun('group','m','p',False) for w in 'مسؤولون مسئولون سكان شهود ناشطون خبراء محللون مراقبون أطباء محققون معارضون باحثون علماء نقاد قراء مغردون نشطاء مسؤولين محللين سياسيون دبلوماسيون الناس البعض بعض'.split()}
G|={fold(w):SourceNoun('unnamed','m','s',False) for w in 'مصدر مسؤول نائب عضو دبلوماسي شاهد أحد خبير محلل آخر'.split()}
G|={fold(w):SourceNoun('unnamed','f','s',False) for w in 'مصادر إحدى معلومات'.split()}
G|={fold(w):SourceNoun('document','m','s',False) for w in 'بيان تقرير استطلاع بلاغ نص قانون'.split()}
G|={fold(w):SourceNoun('document','f','s',False) for w in 'دراسة وثيقة رسالة تقارير إحصاءات بيانات'.split()}
G|={fold(w):SourceNoun('organization','f','s',True) for w in 'وزارة شركة وكالة صحيفة حكومة قناة هيئة منظمة لجنة حركة جماعة جبهة إدارة محكمة بلدية نقابة جمعية رويترز شرطة مجلة سلطات قوات دول شبكة مؤسسة'.split()}
G|={fold(w):SourceNoun('organization','m','s',True) for w in 'مجلس حزب مكتب جيش اتحاد مرصد مركز ديوان برلمان نادي بنك'.split()}
def noun_at(tokens,i,prefix=None):
    for p,s in stems(tokens[i].form):
        if prefix is not None and p not in (prefix,'ل','لل'): continue
        if s in G and (p in ('','ال','و','وال') or prefix is not None): return G[s]
    if prefix is None:
        m=organizations().at(tokens,i,('','و'))
        if m and m.entry.kind in('outlet','name','body'):
            return SourceNoun('organization','f' if tokens[i].text.endswith('ة') else None,'s',True)
    return None
M={fold(w) for w in 'بيان تصريح تصريحات مؤتمر مقابلة حوار حديث كلمة خطاب تغريدة رسالة لقاء منشور تقرير'.split()}
def medium_at(tokens,i):
    if tokens[i].form in M:
        return Medium(i,i+1+(i+1<len(tokens) and tokens[i+1].form.startswith('صح')),tokens[i].form)
def hides_identity(tokens,i):
    return i<len(tokens) and tokens[i].form in {fold(w) for w in 'طلب طلبت رفض فضل رفضت فضلت لم اشترط طلبوا'.split()}
