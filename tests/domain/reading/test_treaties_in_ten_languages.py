"""The same small treaty in ten languages, cut into the same kind of tree: one text each, and the whole of what comes out."""

import pytest

from tests.domain.reading.cutting import cut, outline, reasons

FRENCH = """
Convention sur la coopération
Préambule
Les États Parties à la présente Convention,
Considérant que la coopération est nécessaire,
Conscients de leurs responsabilités,
Sont convenus de ce qui suit :
PREMIÈRE PARTIE
Dispositions générales
Article premier
Objet
La présente Convention a pour objet de protéger les personnes.
Article 2 bis – Définitions
Aux fins de la présente Convention :
a) l'expression « service » désigne un service public ;
b) l'expression « données » désigne toute information.
TITRE II
Coopération
Article 3. Entraide
1. Les Parties s'accordent l'entraide prévue à
l'article 2 de la présente Convention.
2. Les mesures visées à
Article 2 de la Convention
sont proportionnées.
EN FOI DE QUOI, les soussignés ont signé la présente Convention.
Fait à Genève, le 3 mai 2024.
"""
FRENCH_TREE = """
preamble: Préambule | Les États Parties à la présente Convention, | … Sont convenus de ce qui suit :
  rec_1: Considérant que la coopération est nécessaire,
  rec_2: Conscients de leurs responsabilités,
part_1: Dispositions générales
  art_1: Objet | La présente Convention a pour objet de protéger les personnes.
  art_2bis: Définitions | Aux fins de la présente Convention :
    point_a: l'expression « service » désigne un service public ;
    point_b: l'expression « données » désigne toute information.
  title_II: Coopération
    art_3: Entraide
      para_1: Les Parties s'accordent l'entraide prévue à / l'article 2 de la présente Convention.
      para_2: Les mesures visées à / Article 2 de la Convention / sont proportionnées.
closing: EN FOI DE QUOI, les soussignés ont signé la présente Convention. / Fait à Genève, le 3 mai 2024.
"""
SPANISH = """
Convenio sobre cooperación
PREÁMBULO
Los Estados Partes en el presente Convenio,
Reconociendo la importancia de la cooperación,
Teniendo presente la Carta de las Naciones Unidas,
Han convenido en lo siguiente:
CAPÍTULO I
DISPOSICIONES GENERALES
Artículo 1º
Objeto
El presente Convenio tiene por objeto proteger a las personas.
Artículo 2.- Definiciones
A los efectos del presente Convenio:
a) por “servicio” se entenderá un servicio público;
b) por “datos” se entenderá toda información.
Artículo 2 bis. Ámbito de aplicación
1. El presente Convenio se aplicará a lo siguiente:
a) la prevención;
b) la cooperación.
2. Nada de lo dispuesto en el presente Convenio afectará a otros derechos.
CAPÍTULO II
COOPERACIÓN INTERNACIONAL
Artículo 3
Asistencia recíproca
Las Partes se prestarán asistencia.
EN FE DE LO CUAL, los infrascritos firman el presente Convenio.
Hecho en Nueva York, el 3 de mayo de 2024.
"""
SPANISH_TREE = """
preamble: PREÁMBULO | Los Estados Partes en el presente Convenio, | … Han convenido en lo siguiente:
  rec_1: Reconociendo la importancia de la cooperación,
  rec_2: Teniendo presente la Carta de las Naciones Unidas,
chp_I: DISPOSICIONES GENERALES
  art_1: Objeto | El presente Convenio tiene por objeto proteger a las personas.
  art_2: Definiciones | A los efectos del presente Convenio:
    point_a: por “servicio” se entenderá un servicio público;
    point_b: por “datos” se entenderá toda información.
  art_2bis: Ámbito de aplicación
    para_1: El presente Convenio se aplicará a lo siguiente:
      point_a: la prevención;
      point_b: la cooperación.
    para_2: Nada de lo dispuesto en el presente Convenio afectará a otros derechos.
chp_II: COOPERACIÓN INTERNACIONAL
  art_3: Asistencia recíproca | Las Partes se prestarán asistencia.
closing: EN FE DE LO CUAL, los infrascritos firman el presente Convenio. / Hecho en Nueva York, el 3 de mayo de 2024.
"""
PORTUGUESE = """
PREÂMBULO
Os Estados Partes na presente Convenção,
Reconhecendo a importância da cooperação,
Tendo em conta a Carta das Nações Unidas,
Acordam no seguinte:
TÍTULO I
Disposições gerais
Artigo 1.º
Objeto
A presente Convenção tem por objeto proteger as pessoas.
Artigo 2.º – Definições
Para os efeitos da presente Convenção:
a) «serviço» significa um serviço público;
b) «dados» significa toda a informação.
Artigo 2.º-A
Âmbito
1. A presente Convenção aplica-se à prevenção.
2. Nada na presente Convenção afeta outros direitos.
TÍTULO II
Cooperação
Artigo 3.º
Assistência
As Partes prestam assistência mútua.
EM FÉ DO QUE, os abaixo assinados firmaram a presente Convenção.
"""
PORTUGUESE_TREE = """
preamble: PREÂMBULO | Os Estados Partes na presente Convenção, | … Acordam no seguinte:
  rec_1: Reconhecendo a importância da cooperação,
  rec_2: Tendo em conta a Carta das Nações Unidas,
title_I: Disposições gerais
  art_1: Objeto | A presente Convenção tem por objeto proteger as pessoas.
  art_2: Definições | Para os efeitos da presente Convenção:
    point_a: «serviço» significa um serviço público;
    point_b: «dados» significa toda a informação.
  art_2-A: Âmbito
    para_1: A presente Convenção aplica-se à prevenção.
    para_2: Nada na presente Convenção afeta outros direitos.
title_II: Cooperação
  art_3: Assistência | As Partes prestam assistência mútua.
closing: EM FÉ DO QUE, os abaixo assinados firmaram a presente Convenção.
"""
RUSSIAN = """
Преамбула
Государства — участники настоящей Конвенции,
признавая важность сотрудничества,
Учитывая Устав Организации Объединенных Наций,
согласились о нижеследующем:
Глава I
Общие положения
Статья 1
Цель
Целью настоящей Конвенции является защита лиц.
Статья 2. Употребление терминов
Для целей настоящей Конвенции:
a) «услуга» означает государственную услугу;
b) «данные» означают любую информацию.
Статья 2.1. Сфера применения
1. Настоящая Конвенция применяется к предупреждению в соответствии со
Статьей 2 Конвенции.
2. Ничто в настоящей Конвенции не затрагивает других прав.
Глава II
Международное сотрудничество
Статья 3
Взаимная помощь
Участники оказывают друг другу помощь.
В УДОСТОВЕРЕНИЕ ЧЕГО нижеподписавшиеся подписали настоящую Конвенцию.
"""
RUSSIAN_TREE = """
preamble: Преамбула | Государства — участники настоящей Конвенции, | … согласились о нижеследующем:
  rec_1: признавая важность сотрудничества,
  rec_2: Учитывая Устав Организации Объединенных Наций,
chp_I: Общие положения
  art_1: Цель | Целью настоящей Конвенции является защита лиц.
  art_2: Употребление терминов | Для целей настоящей Конвенции:
    point_a: «услуга» означает государственную услугу;
    point_b: «данные» означают любую информацию.
  art_2-1: Сфера применения
    para_1: Настоящая Конвенция применяется к предупреждению в соответствии со / Статьей 2 Конвенции.
    para_2: Ничто в настоящей Конвенции не затрагивает других прав.
chp_II: Международное сотрудничество
  art_3: Взаимная помощь | Участники оказывают друг другу помощь.
closing: В УДОСТОВЕРЕНИЕ ЧЕГО нижеподписавшиеся подписали настоящую Конвенцию.
"""
ARABIC = """
الديباجة
إن الدول الأطراف في هذه الاتفاقية،
إذ تدرك أهمية التعاون،
وإذ تضع في اعتبارها ميثاق الأمم المتحدة،
قد اتفقت على ما يلي:
الفصل الأول
أحكام عامة
المادة الأولى
الغرض
الغرض من هذه الاتفاقية هو حماية الأشخاص.
الْمَادَّة ٢: المصطلحات
لأغراض هذه الاتفاقية:
(أ) يقصد بتعبير "خدمة" خدمة عامة؛
(ب) يقصد بتعبير "بيانات" أي معلومات.
المــادة ٢ مكررا
نطاق الانطباق
١- تنطبق هذه الاتفاقية على المنع.
٢- ليس في هذه الاتفاقية ما يمس حقوقا أخرى.
الفصل الثاني
التعاون الدولي
المادة الثالثة
المساعدة
تقدم الأطراف المساعدة بعضها إلى بعض.
وإثباتا لذلك، قام الموقعون أدناه بتوقيع هذه الاتفاقية.
"""
ARABIC_TREE = """
preamble: الديباجة | إن الدول الأطراف في هذه الاتفاقية، | … قد اتفقت على ما يلي:
  rec_1: إذ تدرك أهمية التعاون،
  rec_2: وإذ تضع في اعتبارها ميثاق الأمم المتحدة،
chp_1: أحكام عامة
  art_1: الغرض | الغرض من هذه الاتفاقية هو حماية الأشخاص.
  art_2: المصطلحات | لأغراض هذه الاتفاقية:
    point_أ: يقصد بتعبير "خدمة" خدمة عامة؛
    point_ب: يقصد بتعبير "بيانات" أي معلومات.
  art_2bis: نطاق الانطباق
    para_1: تنطبق هذه الاتفاقية على المنع.
    para_2: ليس في هذه الاتفاقية ما يمس حقوقا أخرى.
chp_2: التعاون الدولي
  art_3: المساعدة | تقدم الأطراف المساعدة بعضها إلى بعض.
closing: وإثباتا لذلك، قام الموقعون أدناه بتوقيع هذه الاتفاقية.
"""
CHINESE = """
序言
本公约缔约国，
认识到合作的重要性，
铭记《联合国宪章》，
兹协议如下：
第一章 总则
第一条
宗旨
本公约的宗旨是保护人。
第二条 定义
为本公约的目的：
（一）“服务”是指公共服务；
（二）“数据”是指任何信息。
第二条之一 适用范围
一、本公约适用于预防，依照
第二条所述规定。
二、本公约的任何规定不影响其他权利。
第二章 国际合作
第三節 司法协助
第三條（协助）
缔约国应当相互提供协助。
为此，下列全权代表签署本公约，以昭信守。
"""
CHINESE_TREE = """
preamble: 序言 | 本公约缔约国， | … 兹协议如下：
  rec_1: 认识到合作的重要性，
  rec_2: 铭记《联合国宪章》，
chp_1: 总则
  art_1: 宗旨 | 本公约的宗旨是保护人。
  art_2: 定义 | 为本公约的目的：
    point_1: “服务”是指公共服务；
    point_2: “数据”是指任何信息。
  art_2-1: 适用范围
    point_1: 本公约适用于预防，依照 / 第二条所述规定。
    point_2: 本公约的任何规定不影响其他权利。
chp_2: 国际合作
  sec_3: 司法协助
    art_3: 协助 | 缔约国应当相互提供协助。
closing: 为此，下列全权代表签署本公约，以昭信守。
"""
DUTCH = """
Preambule
De Staten die Partij zijn bij dit Verdrag,
Erkennend het belang van samenwerking,
Zijn het volgende overeengekomen:
Hoofdstuk I
Algemene bepalingen
Artikel 1
Doel
Dit Verdrag beoogt de bescherming van personen.
Artikel 2 – Begripsomschrijvingen
Voor de toepassing van dit Verdrag wordt verstaan onder:
a. dienst: een openbare dienst;
b. gegevens: alle informatie.
Artikel 3
Samenwerking
De Partijen verlenen elkaar bijstand.
TEN BLIJKE WAARVAN de ondergetekenden dit Verdrag hebben ondertekend.
"""
DUTCH_TREE = """
preamble: Preambule | De Staten die Partij zijn bij dit Verdrag, | … Zijn het volgende overeengekomen:
  rec_1: Erkennend het belang van samenwerking,
chp_I: Algemene bepalingen
  art_1: Doel | Dit Verdrag beoogt de bescherming van personen.
  art_2: Begripsomschrijvingen | Voor de toepassing van dit Verdrag wordt verstaan onder:
    point_a: dienst: een openbare dienst;
    point_b: gegevens: alle informatie.
  art_3: Samenwerking | De Partijen verlenen elkaar bijstand.
closing: TEN BLIJKE WAARVAN de ondergetekenden dit Verdrag hebben ondertekend.
"""
GERMAN = """
Präambel
Die Vertragsstaaten dieses Übereinkommens,
In der Erkenntnis, dass Zusammenarbeit wichtig ist,
Sind wie folgt übereingekommen:
Erster Teil
Allgemeine Bestimmungen
Artikel 1
Zweck
Zweck dieses Übereinkommens ist der Schutz von Personen.
§ 2 Begriffsbestimmungen
Im Sinne dieses Übereinkommens bedeutet:
a) „Dienst“ einen öffentlichen Dienst;
b) „Daten“ jede Information.
Artikel 3
Zusammenarbeit
Die Vertragsstaaten leisten einander Hilfe nach Artikel 2 Absatz 1.
ZU URKUND DESSEN haben die Unterzeichneten dieses Übereinkommen unterschrieben.
"""
GERMAN_TREE = """
preamble: Präambel | Die Vertragsstaaten dieses Übereinkommens, | … Sind wie folgt übereingekommen:
  rec_1: In der Erkenntnis, dass Zusammenarbeit wichtig ist,
part_1: Allgemeine Bestimmungen
  art_1: Zweck | Zweck dieses Übereinkommens ist der Schutz von Personen.
  art_2: Begriffsbestimmungen | Im Sinne dieses Übereinkommens bedeutet:
    point_a: „Dienst“ einen öffentlichen Dienst;
    point_b: „Daten“ jede Information.
  art_3: Zusammenarbeit | Die Vertragsstaaten leisten einander Hilfe nach Artikel 2 Absatz 1.
closing: ZU URKUND DESSEN haben die Unterzeichneten dieses Übereinkommen unterschrieben.
"""
ITALIAN = """
Preambolo
Gli Stati parti della presente Convenzione,
Riconoscendo l'importanza della cooperazione,
Hanno convenuto quanto segue:
CAPITOLO I
Disposizioni generali
Articolo 1
Oggetto
La presente Convenzione ha per oggetto la protezione delle persone.
Articolo 2. Definizioni
Ai fini della presente Convenzione:
a) «servizio» indica un servizio pubblico;
b) «dati» indica ogni informazione.
IN FEDE DI CHE, i sottoscritti hanno firmato la presente Convenzione.
"""
ITALIAN_TREE = """
preamble: Preambolo | Gli Stati parti della presente Convenzione, | … Hanno convenuto quanto segue:
  rec_1: Riconoscendo l'importanza della cooperazione,
chp_I: Disposizioni generali
  art_1: Oggetto | La presente Convenzione ha per oggetto la protezione delle persone.
  art_2: Definizioni | Ai fini della presente Convenzione:
    point_a: «servizio» indica un servizio pubblico;
    point_b: «dati» indica ogni informazione.
closing: IN FEDE DI CHE, i sottoscritti hanno firmato la presente Convenzione.
"""


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        pytest.param(FRENCH, FRENCH_TREE, id="fr"),
        pytest.param(SPANISH, SPANISH_TREE, id="es"),
        pytest.param(PORTUGUESE, PORTUGUESE_TREE, id="pt"),
        pytest.param(RUSSIAN, RUSSIAN_TREE, id="ru"),
        pytest.param(ARABIC, ARABIC_TREE, id="ar"),
        pytest.param(CHINESE, CHINESE_TREE, id="zh"),
        pytest.param(DUTCH, DUTCH_TREE, id="nl"),
        pytest.param(GERMAN, GERMAN_TREE, id="de"),
        pytest.param(ITALIAN, ITALIAN_TREE, id="it"),
    ],
)
def test_a_treaty_is_cut_into_its_whole_tree(text: str, tree: str) -> None:
    assert outline(cut(text)) == tree.strip()


def test_the_name_of_a_treaty_is_set_aside_as_its_title() -> None:
    assert reasons(cut(FRENCH), FRENCH) == [("title", "Convention sur la coopération")]
