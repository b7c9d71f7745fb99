"""Which words of a heading speak for which role of a chapter. Plain data: add words or a language, nothing else.

The earliest match in the heading wins: "Criminalization and law enforcement" is criminalization, "Procedural measures
and law enforcement" is procedure. Words are matched at a word's beginning, without regard to case. "Jurisdiction" speaks
for no role: a chapter on it neither makes offences nor gives powers, and is general.
"""

from salvaguarda.domain.drafts import ChapterRole

ROLE_WORDS: dict[str, dict[ChapterRole, tuple[str, ...]]] = {
    "en": {
        ChapterRole.CRIMINALIZATION: (
            "criminalization", "criminalisation", "criminal law", "substantive criminal", "substantive law", "offence",
            "offense", "crimes", "penalties", "sanctions", "liability",
        ),
        ChapterRole.PROCEDURE: (
            "procedur", "law enforcement", "investigat", "preservation of", "production order", "search and seizure",
            "real-time collection", "interception", "electronic evidence", "evidence",
        ),
        ChapterRole.COOPERATION: (
            "international cooperation", "international co-operation", "cooperation", "co-operation", "mutual assistance",
            "mutual legal assistance", "extradition", "asset recovery", "24/7 network",
        ),
        ChapterRole.PREVENTION: ("prevent",),
        ChapterRole.TECHNICAL_ASSISTANCE: (
            "technical assistance", "information exchange", "exchange of information", "capacity-building",
            "capacity building", "training",
        ),
        ChapterRole.FINAL: (
            "final provision", "final clause", "final dispositions", "mechanism of implementation",
            "mechanisms for implementation", "mechanism for implementation", "implementation mechanism", "implementation of the",
            "conference of the parties", "conference of the states parties", "entry into force", "signature", "ratification",
            "depositary", "amendments", "settlement of disputes", "institutional", "monitoring",
        ),
        ChapterRole.GENERAL: (
            "general provision", "use of terms", "definitions", "terminology", "scope", "statement of purpose", "purpose",
            "object", "introductory", "general principles", "preliminary", "fundamental principles",
        ),
    },
    "fr": {
        ChapterRole.CRIMINALIZATION: (
            "incrimination", "droit pénal", "infractions", "sanctions", "peines", "responsabilité pénale",
            "responsabilité des personnes",
        ),
        ChapterRole.PROCEDURE: (
            "droit procédural", "mesures procédurales", "procédur", "détection et répression", "enquête", "conservation rapide",
            "perquisition", "interception", "preuves électroniques", "preuve",
        ),
        ChapterRole.COOPERATION: ("coopération", "entraide", "extradition", "recouvrement d"),
        ChapterRole.PREVENTION: ("prévent", "prévention"),
        ChapterRole.TECHNICAL_ASSISTANCE: (
            "assistance technique", "échange d'informations", "échange d’informations", "renforcement des capacités",
        ),
        ChapterRole.FINAL: (
            "dispositions finales", "clauses finales", "mécanisme d", "mécanismes d", "conférence des parties",
            "conférence des états parties", "entrée en vigueur", "signature", "ratification", "dépositaire", "amendements",
            "règlement des différends", "dispositions institutionnelles",
        ),
        ChapterRole.GENERAL: (
            "dispositions générales", "terminologie", "définitions", "champ d'application", "champ d’application", "objet",
            "principes généraux", "dispositions préliminaires",
        ),
    },
    "es": {
        ChapterRole.CRIMINALIZATION: (
            "penalización", "tipificación", "derecho penal", "delitos", "sanciones", "penas", "responsabilidad penal",
            "responsabilidad de las personas",
        ),
        ChapterRole.PROCEDURE: (
            "derecho procesal", "medidas procesales", "procesal", "procedimiento", "aplicación de la ley", "investigaci",
            "conservación rápida", "registro y", "interceptación", "pruebas electrónicas", "prueba",
        ),
        ChapterRole.COOPERATION: (
            "cooperación", "asistencia mutua", "asistencia judicial", "asistencia recíproca", "extradición", "recuperación de activos",
        ),
        ChapterRole.PREVENTION: ("prevenci", "medidas preventivas", "preventiv"),
        ChapterRole.TECHNICAL_ASSISTANCE: (
            "asistencia técnica", "intercambio de información", "creación de capacidad", "fomento de la capacidad", "capacitación",
        ),
        ChapterRole.FINAL: (
            "disposiciones finales", "cláusulas finales", "mecanismo de aplicación", "mecanismos de aplicación",
            "conferencia de las partes", "conferencia de los estados parte", "entrada en vigor", "firma", "ratificación",
            "depositario", "enmiendas", "solución de controversias", "disposiciones institucionales", "seguimiento",
        ),
        ChapterRole.GENERAL: (
            "disposiciones generales", "terminología", "definiciones", "ámbito de aplicación", "finalidad", "objeto",
            "principios generales", "disposiciones preliminares",
        ),
    },
    "pt": {
        ChapterRole.CRIMINALIZATION: (
            "criminalização", "tipificação", "direito penal", "crimes", "delitos", "infrações", "infracções", "sanções", "penas",
            "responsabilidade penal", "responsabilidade das pessoas",
        ),
        ChapterRole.PROCEDURE: (
            "direito processual", "medidas processuais", "processual", "procediment", "aplicação da lei", "investiga",
            "preservação", "busca e apreensão", "interceção", "interceptação", "provas eletrónicas", "prova",
        ),
        ChapterRole.COOPERATION: (
            "cooperação", "auxílio mútuo", "assistência mútua", "assistência jurídica", "extradição", "recuperação de ativos",
        ),
        ChapterRole.PREVENTION: ("prevenç", "medidas preventivas", "preventiv"),
        ChapterRole.TECHNICAL_ASSISTANCE: (
            "assistência técnica", "intercâmbio de informações", "troca de informações", "reforço das capacidades", "capacitação",
        ),
        ChapterRole.FINAL: (
            "disposições finais", "cláusulas finais", "mecanismo de aplicação", "mecanismos de aplicação",
            "conferência das partes", "conferência dos estados partes", "entrada em vigor", "assinatura", "ratificação",
            "depositário", "emendas", "resolução de litígios", "solução de controvérsias", "disposições institucionais",
        ),
        ChapterRole.GENERAL: (
            "disposições gerais", "terminologia", "definições", "âmbito de aplicação", "finalidade", "objeto", "objetivo",
            "princípios gerais", "disposições preliminares",
        ),
    },
    "ru": {
        ChapterRole.CRIMINALIZATION: (
            "криминализация", "материальное уголовное право", "уголовное право", "преступлени", "правонарушени", "санкции",
            "наказани", "уголовная ответственность", "ответственность юридических лиц",
        ),
        ChapterRole.PROCEDURE: (
            "процессуальн", "процедур", "правоохранительн", "расследовани", "оперативное обеспечение сохранности", "обыск",
            "перехват", "электронные доказательства", "доказательств",
        ),
        ChapterRole.COOPERATION: (
            "международное сотрудничество", "сотрудничество", "взаимная помощь", "взаимная правовая помощь", "выдача",
            "возвращение активов", "меры по возвращению",
        ),
        ChapterRole.PREVENTION: ("предупреждени", "меры по предупреждению", "предотвращени"),
        ChapterRole.TECHNICAL_ASSISTANCE: (
            "техническая помощь", "обмен информацией", "наращивание потенциала", "укрепление потенциала", "подготовка кадров",
        ),
        ChapterRole.FINAL: (
            "заключительные положения", "механизм осуществления", "механизмы осуществления", "конференция участников",
            "конференция государств", "вступление в силу", "подписание", "ратификация", "депозитарий", "поправки",
            "урегулирование споров", "институциональн",
        ),
        ChapterRole.GENERAL: (
            "общие положения", "терминология", "определения", "употребление терминов", "сфера применения", "цель", "цели",
            "общие принципы", "вводные положения",
        ),
    },
    "ar": {
        ChapterRole.CRIMINALIZATION: ("التجريم", "تجريم", "القانون الجنائي", "الجرائم", "الجزاءات", "العقوبات", "المسؤولية الجنائية", "مسؤولية الأشخاص"),
        ChapterRole.PROCEDURE: (
            "القانون الإجرائي", "التدابير الإجرائية", "الإجرائية", "الإجراءات", "إنفاذ القانون", "التحقيق", "التفتيش", "الأدلة",
        ),
        ChapterRole.COOPERATION: ("التعاون", "المساعدة المتبادلة", "المساعدة القانونية", "تسليم المجرمين", "استرداد الموجودات"),
        ChapterRole.PREVENTION: ("التدابير الوقائية", "الوقاية", "المنع", "منع"),
        ChapterRole.TECHNICAL_ASSISTANCE: ("المساعدة التقنية", "المساعدة الفنية", "تبادل المعلومات", "بناء القدرات", "التدريب"),
        ChapterRole.FINAL: (
            "أحكام ختامية", "الأحكام الختامية", "آلية التنفيذ", "آليات التنفيذ", "مؤتمر الأطراف", "مؤتمر الدول الأطراف",
            "بدء النفاذ", "التوقيع", "التصديق", "الوديع", "التعديلات", "تسوية المنازعات",
        ),
        ChapterRole.GENERAL: (
            "أحكام عامة", "الأحكام العامة", "المصطلحات", "التعاريف", "نطاق الانطباق", "نطاق التطبيق", "الغرض", "بيان الغرض",
            "المبادئ العامة",
        ),
    },
    "zh": {
        ChapterRole.CRIMINALIZATION: ("刑事定罪", "定罪", "实体刑法", "實體刑法", "犯罪", "处罚", "處罰", "制裁", "刑事责任", "法人责任"),
        ChapterRole.PROCEDURE: ("程序", "执法", "執法", "侦查", "偵查", "调查", "調查", "搜查", "截取", "电子证据", "证据", "證據"),
        ChapterRole.COOPERATION: ("国际合作", "國際合作", "合作", "司法协助", "司法協助", "引渡", "资产的追回", "资产追回", "資產追回"),
        ChapterRole.PREVENTION: ("预防", "預防", "防止"),
        ChapterRole.TECHNICAL_ASSISTANCE: ("技术援助", "技術援助", "信息交流", "能力建设", "能力建設", "培训"),
        ChapterRole.FINAL: (
            "最后条款", "最後條款", "最后规定", "最後規定", "附则", "附則", "实施机制", "實施機制", "缔约方会议", "缔约国会议", "生效",
            "签署", "批准", "修正", "争端的解决",
        ),
        ChapterRole.GENERAL: ("总则", "總則", "总的规定", "一般规定", "一般規定", "一般条款", "术语", "用语", "定义", "定義", "范围", "宗旨", "目的"),
    },
    "nl": {
        ChapterRole.CRIMINALIZATION: ("strafbaarstelling", "materieel strafrecht", "strafbare feiten", "straffen", "sancties"),
        ChapterRole.PROCEDURE: (
            "strafprocesrecht", "strafvordering", "procesrecht", "procedur", "rechtshandhaving", "opsporing", "doorzoeking", "bewijs",
        ),
        ChapterRole.COOPERATION: ("internationale samenwerking", "samenwerking", "wederzijdse", "rechtshulp", "uitlevering",
                                  "terugkrijgen van activa"),
        ChapterRole.PREVENTION: ("preventi", "voorkom"),
        ChapterRole.TECHNICAL_ASSISTANCE: ("technische bijstand", "uitwisseling van informatie", "capaciteitsopbouw", "opleiding"),
        ChapterRole.FINAL: ("slotbepaling", "mechanismen ten behoeve", "inwerkingtreding", "ondertekening", "bekrachtiging", "depositaris"),
        ChapterRole.GENERAL: ("algemene bepaling", "terminologie", "begripsomschrijving", "gebruikte termen", "toepassingsgebied", "doel"),
    },
    "de": {
        ChapterRole.CRIMINALIZATION: ("kriminalisierung", "materielles strafrecht", "straftaten", "strafen", "sanktionen"),
        ChapterRole.PROCEDURE: ("verfahren", "strafverfolgung", "ermittlung", "durchsuchung", "beweis"),
        ChapterRole.COOPERATION: ("internationale zusammenarbeit", "zusammenarbeit", "rechtshilfe", "auslieferung"),
        ChapterRole.PREVENTION: ("verhütung", "vorbeug", "prävention"),
        ChapterRole.TECHNICAL_ASSISTANCE: ("technische hilfe", "informationsaustausch", "kapazitätsaufbau", "ausbildung"),
        ChapterRole.FINAL: ("schlussbestimmung", "schlussvorschrift", "inkrafttreten", "unterzeichnung", "verwahrer"),
        ChapterRole.GENERAL: ("allgemeine bestimmung", "begriffsbestimmung", "anwendungsbereich", "zweck", "gegenstand"),
    },
    "it": {
        ChapterRole.CRIMINALIZATION: ("incriminazione", "diritto penale", "reati", "sanzioni", "pene"),
        ChapterRole.PROCEDURE: ("diritto processuale", "misure procedurali", "procedur", "indagini", "perquisizione", "prove"),
        ChapterRole.COOPERATION: ("cooperazione", "assistenza reciproca", "mutua assistenza", "estradizione"),
        ChapterRole.PREVENTION: ("prevenzione", "misure preventive"),
        ChapterRole.TECHNICAL_ASSISTANCE: ("assistenza tecnica", "scambio di informazioni", "formazione"),
        ChapterRole.FINAL: ("disposizioni finali", "clausole finali", "entrata in vigore", "firma", "ratifica", "depositario"),
        ChapterRole.GENERAL: ("disposizioni generali", "definizioni", "terminologia", "campo di applicazione", "ambito", "oggetto"),
    },
}  # fmt: skip
# Words of articles that only final chapters have in number; for chapters whose heading says nothing.
FINAL_SIGNS: dict[str, tuple[str, ...]] = {
    "en": ("instruments of ratification", "open for signature", "enter into force", "depositary", "equally authentic",
           "denounce", "amendment", "accession"),
    "nl": ("akte van bekrachtiging", "akten van bekrachtiging", "ondertekening open", "treedt in werking", "in werking treden",
           "depositaris", "gelijkelijk authentiek", "opzegg", "toetreding"),
    "fr": ("instruments de ratification", "ouvert à la signature", "ouverte à la signature", "entrera en vigueur", "dépositaire",
           "également foi", "dénonc", "adhésion"),
    "es": ("instrumentos de ratificación", "abierto a la firma", "abierta a la firma", "entrará en vigor", "depositario",
           "igualmente auténticos", "denunci", "adhesión"),
    "pt": ("instrumentos de ratificação", "aberto à assinatura", "aberta à assinatura", "entrará em vigor", "depositário",
           "igualmente autênticos", "fazem igualmente fé", "denúncia", "adesão"),
    "ru": ("ратификационн", "открыт для подписания", "открыта для подписания", "вступает в силу", "депозитари",
           "равно аутентич", "денонс", "присоединени"),
    "ar": ("صكوك التصديق", "باب التوقيع", "يبدأ نفاذ", "الوديع", "متساوية في الحجية", "الانسحاب", "الانضمام"),
    "zh": ("批准书", "批準書", "开放供", "開放供", "生效", "保存人", "保管人", "同等作准", "同等作準", "退出", "加入"),
}  # fmt: skip
