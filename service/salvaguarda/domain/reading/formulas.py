"""The set phrases of treaties and bills in the languages they are drafted in. Plain data: add a phrase, nothing else.

Each entry is a pattern; keywords.py compiles them. Phrases are matched at the beginning of a line or a sentence.
"""

from salvaguarda.domain.reading.number_words import arabic

# The words that end a preamble.
ENACTED = {
    "en": r"have agreed|have adopted (?:this|the)|hereby agree|hereby enact|agree upon|agree as follows|agreed as follows|"
    r"(?:now,?\s+)?be it (?:therefore\s+)?enacted|enacted by",
    "fr": r"l['’]assemblée nationale (?:et le sénat ont|a) (?:délibéré et )?adopté|sont convenu|ont adopté|conviennent|ont arrêté|décident de ce qui suit",
    "es": r"han convenido|convienen en|han adoptado|acuerdan|han acordado|decretan?:|el congreso.{0,60}decreta",
    "pt": r"acordam|acordaram|convieram|convêm|adotaram|adoptaram|concordaram|decidiram|o congresso nacional decreta",
    "nl": r"zijn het volgende overeengekomen|komen overeen|zijn overeengekomen|hebben de volgende \w+ vastgesteld",
    "de": r"sind wie folgt|haben folgende|haben (?:sich )?(?:auf )?folgendes|sind übereingekommen",
    "it": r"hanno convenuto|convengono|hanno adottato",
    "ru": r"согласились|договорились|приняли настоящ|условились",
    "ar": rf"(?:و|ف)?(?:{arabic('قد')}\s+)?(?:{arabic('اتفقت')}|{arabic('تتفق')}|{arabic('وافقت')}|{arabic('اعتمدت')})",
    "zh": r"(?:兹|茲)?(?:协议|協議|议定|議定|同意|商定)(?:如下|以下)|达成(?:如下|以下)协议|通过本|(?:兹|茲)(?:议|議)定",
}
# Who speaks in a preamble's opening words.
PARTIES = {
    "en": r"the\s+(?:high\s+contracting\s+|contracting\s+|states?\s+|member\s+|heads?\s+of\s+|governments?\b|general\s+assembly|"
    r"parties\b|european\s+parliament|plenipotentiar|undersigned|peoples?\b|conference\s+of)",
    "fr": r"les\s+(?:hautes\s+parties|parties|[ée]tats|gouvernements|membres|peuples|soussignés)|"
    r"l['’]assemblée\s+générale|le\s+parlement\s+européen|la\s+conférence\s+des",
    "es": r"los\s+(?:estados|gobiernos|pueblos|miembros|signatarios)|las\s+(?:altas\s+partes|partes)|"
    r"la\s+asamblea\s+general|el\s+parlamento\s+europeo|la\s+conferencia\s+de",
    "pt": r"os\s+(?:estados|governos|povos|membros|signatários)|as\s+(?:altas\s+partes|partes)|"
    r"a\s+assembleia[\s-]+geral|o\s+parlamento\s+europeu",
    "nl": r"de\s+(?:staten|partijen|lidstaten|lid-staten|hoge\s+verdragsluitende|verdragsluitende|regeringen)|"
    r"het\s+europees\s+parlement",
    "de": r"die\s+(?:vertragsstaaten|vertragsparteien|mitgliedstaaten|hohen|unterzeichner|regierungen)|das\s+europäische\s+parlament",
    "it": r"gli\s+stati|le\s+(?:alte\s+parti|parti)|i\s+governi|il\s+parlamento\s+europeo",
    "ru": r"государства|договаривающиеся|высокие\s+договаривающиеся|участники|стороны|генеральная\s+ассамблея|правительства",
    "ar": rf"(?:{arabic('إن')}\s+)?(?:{arabic('الدول')}|{arabic('الأطراف')}|{arabic('الحكومات')}|{arabic('الجمعية العامة')}|"
    rf"{arabic('حكومات')})(?!\w)",
    "zh": r"本(?:公约|公約|盟约|盟約|协定|協定|议定书|議定書|条约|條約)(?:各)?(?:缔约|締約|当事)|(?:缔约|締約)(?:各)?(?:国|國|方)|"
    r"各(?:缔约|締約)|联合国大会|大会，",
}
# The first words of what stands above the signatures.
TESTIMONY = {
    "en": r"in\s+(?:witness|faith)\s+whereof",
    "fr": r"en\s+foi\s+de\s+quoi",
    "es": r"en\s+(?:fe|testimonio)\s+de\s+lo\s+cual|por\s+tanto,\s*$",
    "pt": r"em\s+(?:fé|testemunho)\s+do\s+que",
    "nl": r"ten\s+blijke\s+waarvan",
    "de": r"zu\s+urkund\s+dessen",
    "it": r"in\s+fede\s+di\s+che",
    "ru": r"в\s+(?:удостоверение|подтверждение)\s+чего|президент(?:\s+российской\s+федерации)?\s*$",
    "ar": rf"(?:و)?(?:{arabic('إثباتا')}|{arabic('إشهادا')}|{arabic('شهادة')})\s+(?:{arabic('لذلك')}|{arabic('على ذلك')}|{arabic('لما تقدم')})",
    "zh": r"(?:为此|為此)[，,]?\s*(?:下列|下列签署|下列簽署|经|經|具名|各)|以昭信守|下列(?:签署人|簽署人|代表|全权代表|全權代表)",
}
DONE = {
    "en": "(?:DONE|Done)\\s+(?:at|in)",
    "fr": "(?:FAIT|Fait)\\s+(?:à|en)",
    "es": "(?:HECHO|Hecho|HECHA|Hecha)\\s+en",
    "pt": "(?:FEITO|Feito|FEITA|Feita)\\s+em",
    "nl": "(?:GEDAAN|Gedaan)\\s+te",
    "de": "(?:GESCHEHEN|Geschehen)\\s+(?:zu|in)",
    "it": "(?:FATTO|Fatto)\\s+(?:a|in)",
    "ru": "(?:СОВЕРШЕНО|Совершено|СОСТАВЛЕНО|Составлено)\\s+в",
    "ar": rf"(?:{arabic('حررت')}|{arabic('حرر')}|{arabic('وقعت')})\s+(?:{arabic('في')}|ب\w+)",
    "zh": "(?:本(?:公约|公約|协定|協定|议定书|議定書|条约|條約)[^。]{0,20})?(?:签|簽|谨|謹)?(?:订于|訂於|签于|簽於)",
}
# The words that open a paragraph of a preamble; with a capital where the script has capitals.
RECITAL = {
    "en": r"(?:Also|Further|Furthermore|Deeply|Gravely|Fully|Firmly|Strongly|Again|Being|Having)\s+[a-z]+(?:ing|ed|ful|nt|sed)"
    r"|Being|Acknowledging|Acting|Affirming|Agreeing|Alarmed|Anxious|Aware|Bearing|Believing|Calling|Cognizant|Commending"
    r"|Committed|Concerned|Condemning|Confident|Conscious|Considering|Convinced|Declaring|Deeming|Deploring|Desiring"
    r"|Desirous|Determined|Emphasi[sz]ing|Encouraged|Encouraging|Endorsing|Expressing|Guided|Having|Highlighting"
    r"|Inspired|Intending|In\s+pursuit|In\s+furtherance|In\s+order|Keeping|Mindful|Noting|Observing|Persuaded|Pursuant"
    r"|Pursuing|Reaffirming|Reali[sz]ing|Recalling|Recogni[sz]ing|Reiterating|Resolved|Seeking|Sharing|Stressing"
    r"|Striving|Taking|Underlining|Understanding|Undertaking|Urging|Welcoming|Willing|Wishing"
    r"|(?:Have|Hereby)\s+agree\w*|Agree\s+upon|Agree\s+as|Agreed\s+as",
    "fr": r"Affirmant|Animée?s?|Attach(?:ant|ée?s)|Avide|Ayant|Considérant|Conscient\w*|Consciente?s|Constatant|Convaincu\w*|"
    r"Décidée?s?|Déplorant|Désireu\w+|Désirant|Déterminée?s?|Encouragée?s?|Estimant|Exprimant|Gardant|Gravement\s+préoccupé\w*|"
    r"Inspirée?s?|Notant|Observant|Persuadée?s?|Poursuivant|Prenant|Préoccupé\w*|Profondément|Rappelant|Réaffirmant|"
    r"Reconnaissant|Réitérant|Résolu\w*|S['’]inspirant|Se\s+félicitant|Sachant|Se\s+déclarant|Soucieu\w+|Souhaitant|"
    r"Soulignant|Tenant|Vu|Visant|Sont\s+convenu\w*|Ont\s+adopté|Conviennent",
    "es": r"Acogiendo|Afirmando|Alarmad\w+|Animad\w+|Comprendiendo|Conscientes?|Considerando|Convencid\w+|Decidid\w+|Deplorando|"
    r"Deseando|Deseos\w+|Destacando|Determinad\w+|Estimando|Expresando|Guiad\w+|Habida|Habiendo|Inspirad\w+|Lamentando|"
    r"Motivad\w+|Observando|Persuadid\w+|Preocupad\w+|Profundamente|Reafirmando|Recordando|Reconociendo|Reiterando|"
    r"Resuelt\w+|Subrayando|Teniendo|Tomando|Visto|Vista|Han\s+convenido|Convienen|Han\s+acordado|Acuerdan",
    "pt": r"Acolhendo|Afirmando|Alarmad\w+|Animad\w+|Atendendo|Cientes|Compreendendo|Conscientes?|Considerando|Convencid\w+|"
    r"Convict\w+|Decidid\w+|Desejando|Desejos\w+|Destacando|Determinad\w+|Expressando|Guiad\w+|Inspirad\w+|Lembrando|Levando|"
    r"Notando|Observando|Persuadid\w+|Preocupad\w+|Profundamente|Reafirmando|Recordando|Reconhecendo|Reiterando|Relembrando|"
    r"Resolvid\w+|Salientando|Sublinhando|Tendo|Tomando|Visando|Acordam|Acordaram|Convieram|Concordaram",
    "nl": r"Bevestigend\w*|Benadrukkend\w*|Bezorgd|Bewust|Bezield|Erkennende?|Ernaar\s+strevend|Erop\s+wijzend|Ervan\s+overtuigd|"
    r"Er\s+(?:voorts|daarnaast|tevens)\s+van\s+overtuigd|Gelet|Geleid|Gezien|Herinnerend\w*|In\s+herinnering|Indachtig|Overtuigd|"
    r"Overwegende?|Rekening\s+houdend\w*|Tevens|Van\s+(?:oordeel|mening)|Vastbesloten|Verlangend\w*|Verwelkomend|Voorts|Wensende?|"
    r"In\s+aanmerking|Nota\s+nemend|Opnieuw|Zich\s+(?:ervan\s+)?bewust|Zijn\s+(?:het\s+volgende\s+)?overeengekomen|Komen\s+overeen",
    "de": r"Anerkennend|Angesichts|Besorgt|Bestrebt|Eingedenk|Entschlossen|Gestützt|Im\s+Bewusstsein|In\s+Anbetracht|In\s+Anerkennung|"
    r"In\s+Bekräftigung|In\s+dem\s+Wunsch\w*|In\s+der\s+(?:Erkenntnis|Erwägung|Überzeugung|Absicht)|Unter\s+Berücksichtigung|Überzeugt|"
    r"Sind\s+wie\s+folgt",
    "it": r"Affermando|Animat\w+|Considerando|Considerat\w+|Consapevol\w+|Convint\w+|Desideros\w+|Determinat\w+|Notando|Preoccupat\w+|"
    r"Premesso|Riaffermando|Ricordando|Riconoscendo|Risolut\w+|Sottolineando|Tenendo|Tenuto|Vist[oaie]|Hanno\s+convenuto",
    "ru": r"Будучи|Вдохновл\w+|Вновь|Воодушевл\w+|Выражая|Действуя|Договариваясь|Желая|Заявляя|Имея|Исходя|Напоминая|Озабочен\w+|"
    r"Осознавая|Основываясь|Отмечая|Памятуя|Подтверждая|Подч[её]ркивая|Полагая|Понимая|Преисполнен\w+|Приветствуя|Признавая|"
    r"Принимая|Руководствуясь|Сознавая|Ссылаясь|Стремясь|Считая|Убежд[её]н\w+|Уверен\w+|Учитывая|Согласились|Договорились",
    "ar": rf"(?:و)?{arabic('إذ')}(?!\w)|(?:و)?(?:{arabic('رغبة')}|{arabic('اقتناعا')}|{arabic('إدراكا')}|{arabic('تصميما')}|"
    rf"{arabic('تسليما')}|{arabic('اعترافا')}|{arabic('إيمانا')}|{arabic('تأكيدا')}|{arabic('حرصا')})(?!\w)|(?:و)?{arabic('قد اتفقت')}|"
    rf"{arabic('اتفقت على')}",
    "zh": r"(?:又|还|還|并|並|深切|严重|嚴重|充分|进一步|進一步|特别|特別)?(?:考虑|考慮|认识到|認識到|认为|認為|铭记|銘記|忆及|憶及|回顾|回顧|"
    r"重申|确认|確認|深信|意识到|意識到|注意到|关切|關切|关注|關注|念及|鉴于|鑑於|鑒於|希望|决心|決心|欢迎|歡迎|强调|強調|承认|承認|"
    r"相信|确信|確信|申明|表示|愿意|願意)",
}
CONTENTS = (
    r"(?:table\s+of\s+)?contents|contents\s+page|arrangement\s+of\s+(?:sections|clauses|articles)|inhoud(?:sopgave)?|table\s+des\s+matières|"
    r"sommaire|índice|indice|contenido|sumário|sumario|sommario|inhalt(?:sverzeichnis|sübersicht)?|содержание|оглавление|"
    rf"(?:{arabic('جدول')}\s+)?{arabic('المحتويات')}|{arabic('الفهرس')}|{arabic('المحتوى')}|目\s*录|目\s*錄|目\s*次"
)
