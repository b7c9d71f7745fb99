"""Phrases that address whoever rates a text, in the six languages of the United Nations, German and Portuguese.

They are matched on words without case, accents and typography. A phrase counts only with its object and within one
sentence ("ignore the previous instructions"), because treaties themselves ignore, disregard, instruct and rate.
"""

import unicodedata

import regex

from salvaguarda.domain.typography import fold

_MARKS = regex.compile(
    r"\p{Mn}+|[\u0640\u200c\u200d]"
)  # accents, Arabic vowel signs, the letter that only lengthens a word, joiners

_ENGLISH = (
    (
        r"\b(ignore|disregard|forget|override|bypass|do not follow)\b[^.!?؟。]{0,30}"
        r"\b(previous|prior|above|earlier|preceding|your|system|these)\b[^.!?؟。]{0,20}"
        r"\b(instruction|prompt|guideline|direction|message|rule|criteria|checklist)"
    ),
    r"\byou are (now |henceforth )?(an? |the |my )?([a-z]+ ){0,3}(ai|assistant|language model|chatbot|llm|rater|evaluator)\b",
    r"\bas an? (large )?(ai|language) (language )?(model|assistant|reviewer)\b",
    (
        r"\b(rate|score|grade|mark|judge|classify|evaluate|assess) (this|the present|the following|every|each) "
        r"(provision|article|paragraph|text|clause|draft|treaty|convention|criterion) (as|with|to be)\b"
    ),
    (
        r"\b(give|assign|award|grant) (it |this |the |every )?(provision |article |text |draft )?(an? |the )?"
        r"(highest|top|best|full|maximum) (possible )?(rating|score|mark|grade)"
    ),
    r"\b(rating|score|grade)( is| of|:| =| must be| should be| shall be){1,2} [\"'`]?(fully )?(met|partly|not[ _]met|silent|not[ _]applicable|[0-5])\b",
    r"\b(answer|respond|reply|output) (only|just|exactly|solely|exclusively) (with|in|as)\b",
    r"\b(do not|don't|never) (mention|reveal|disclose|report|flag|quote) (this|these|the above) (instruction|prompt|message|note|sentence)",
    (
        r"\b(note|notice|message|instruction|attention|reminder)s? (to|for) (the |any |all )?"
        r"(ai|llms?|language models?|chatbots?|(ai )?assistants?|automated (reviewer|rater|evaluator)s?|reviewing model)\b"
    ),
    r"\b(system prompt|prompt injection|developer mode|jailbreak)|\bnew (system )?instructions ?:",
)
_FRENCH = (
    (
        r"\b(ignore[zr]?|oublie[zr]?|contourne[zr]?|ne (tenez|tiens) (pas|aucun|plus) compte|ne sui(s|vez) pas)\b[^.!?؟。]{0,30}"
        r"\b(instructions?|consignes?|regles?|invites?)\b[^.!?؟。]{0,20}\b(precedent|anterieur|ci-dessus|qui precede|recue|du systeme)"
    ),
    r"\b(ignore[zr]?|oublie[zr]?|contourne[zr]?) (toutes )?(vos|tes) (instructions|consignes|regles)",
    r"\b(vous etes|tu es) (maintenant |desormais )?(une? )?(ia\b|intelligence artificielle|assistant|modele de langage|chatbot)",
    r"\ben tant (que |qu')(ia\b|intelligence artificielle|modele de langage|assistant virtuel)",
    r"\b(note[rz]?|evalue[rz]?|classe[rz]?|juge[rz]?) (cette disposition|cet article|ce paragraphe|ce texte|ce projet|cette clause) (comme|avec)\b",
    r"\b(donne[rz]?|attribue[rz]?|accorde[rz]?)\b[^.!?؟。]{0,40}\b(note|score|evaluation) (maximale?|la plus (elevee|haute)|la meilleure)",
    r"\brepond(s|ez|re) (uniquement|seulement|exclusivement) (par|avec|en)\b",
    r"\b(note|message|instructions?|consignes?) (a l'attention de l'|a l'|pour l'|pour le |pour les |a un |au |aux )(ia\b|assistant|modeles? de langage|intelligence artificielle)",
    r"\b(invite|prompt) (du )?systeme\b",
)
_SPANISH = (
    (
        r"\b(ignor(a|e|ar|en)|olvid(a|e|ar|en)|no (sigas?|tengas? en cuenta)|ha(z|ga) caso omiso de)\b[^.!?؟。]{0,30}"
        r"\b(instrucciones|indicaciones|reglas)\b[^.!?؟。]{0,20}\b(anterior|previa|precedente|de arriba|del sistema|recibida)"
    ),
    r"\b(ignor(a|e|ar|en)|olvid(a|e|ar|en)) (todas )?(tus|sus|las anteriores|las previas) (instrucciones|indicaciones|reglas)",
    r"\b(eres|usted es) (ahora )?(una? )?(ia\b|inteligencia artificial|asistente|modelo de lenguaje|chatbot)",
    r"\bcomo (una? )?(modelo de lenguaje|asistente virtual)\b",
    r"\b(calific|evalu|puntu|valor|clasific|califiqu|clasifiqu)(a|e|ar|en) (esta disposicion|este articulo|este parrafo|este texto|este proyecto|esta clausula) (como|con)\b",
    r"\b(da|de|dar|asign[ae]|otorg(a|ue)|pon(ga)?)\b[^.!?؟。]{0,40}\b(puntuacion|calificacion|nota|valoracion) (maxima|mas alta)",
    r"\brespond(e|a|er) (solo|solamente|unicamente|exclusivamente) (con|en)\b",
    r"\b(nota|mensaje|instruccion(es)?|aviso) para (la |el |los )?(ia\b|inteligencia artificial|asistentes?|modelos? de lenguaje)",
    r"\b(instrucciones|prompt|indicaciones) del sistema\b",
)
_PORTUGUESE = (
    (
        r"\b(ignor(e|a|ar|em)|esquec(a|er|am)|desconsider(e|a|ar|em)|nao siga)\b[^.!?؟。]{0,30}"
        r"\b(instrucoes|orientacoes|regras|comandos)\b[^.!?؟。]{0,20}\b(anterior|previa|precedente|acima|do sistema|recebida)"
    ),
    r"\b(ignor(e|a|ar|em)|esquec(a|er|am)|desconsider(e|a|ar|em)) (todas )?(as )?(suas|tuas) (instrucoes|orientacoes|regras)",
    r"\b(voce e|tu es) (agora )?(uma? )?(ia\b|inteligencia artificial|assistente|modelo de linguagem|chatbot)",
    r"\bcomo (uma? )?(modelo de linguagem|assistente virtual)\b",
    r"\b(avali|classific|classifiqu|pontu|julgu)(e|a|ar|em) (esta disposicao|este artigo|este paragrafo|este texto|este projeto|este dispositivo) (como|com)\b",
    r"\b(de|da|dar|atribua|atribuir|conceda)\b[^.!?؟。]{0,40}\b(pontuacao|nota|avaliacao|classificacao) (maxima|mais alta)",
    r"\brespond(a|e|er) (apenas|somente|exclusivamente|so) (com|em)\b",
    r"\b(nota|mensagem|instruc(ao|oes)|aviso) para (a |o |os )?(ia\b|inteligencia artificial|assistentes?|modelos? de linguagem)",
)
_GERMAN = (
    (
        r"\b(ignorier(e|en|t)|vergiss|vergesst|vergessen sie|missachte[nt]?|ubergehe[nt]?|befolge[nt]?)\b[^.!?؟。]{0,40}"
        r"\b(vorherige|vorige|bisherige|obige|fruhere|vorangegangene|vorangehende|vorstehende|deine|system)\w*[^.!?؟。]{0,20}(anweisung|instruktion|vorgabe|regel|prompt)"
    ),
    r"\b(du bist|sie sind) (jetzt |nun |ab jetzt )?(eine? )?(ki\b|kunstliche intelligenz|assistent|sprachmodell|chatbot)",
    r"\bals (grosses )?(sprachmodell|ki-(modell|assistent))\b",
    r"\b(bewerte|beurteile|stufe|werte)(n sie)? (diese (bestimmung|vorschrift|klausel)|diesen (artikel|absatz|text|entwurf)) (als|mit)\b",
    r"\b(gib|geben sie|vergib|vergeben sie|erteile)\b[^.!?؟。]{0,40}\b(hochste|volle|maximale|beste)n? (bewertung|punktzahl|note)",
    r"\bantworte(n sie)? (nur|ausschliesslich|lediglich) (mit|in|im)\b",
    r"\b(hinweis|anweisung|nachricht|mitteilung)(en)? (an|fur) (die |das |den |eine? )?(ki\b|kunstliche intelligenz|sprachmodell|assistent|ki-)",
    r"\bsystem-?(prompt|anweisung)",
)
_RUSSIAN = (
    (
        r"\b(игнорируй(те)?|игнорировать|забудь(те)?|не (учитывай|следуй)(те)?|пренебреги(те)?)\b[^.!?؟。]{0,30}"
        r"\b(предыдущ|прежн|предшествующ|вышеизложенн|вышеуказанн|системн|свои|ваши|твои)\w*[^.!?؟。]{0,20}(инструкц|указани|правил|команд|подсказк)"
    ),
    r"\b(ты|вы)( теперь| сейчас)?( -)? (ии\b|искусственный интеллект|ассистент|помощник|языковая модель|нейросеть)",
    r"\bкак (ии\b|языковая модель|ии-ассистент)",
    r"\b(оцени|поставь|присвой|признай)(те)? (это|эту|этот|этому|этой|данн\w+|настоящ\w+) (положени|стать|пункт|текст|норм|проект)\w* (как|на)\b",
    r"\b(поставь|присвой|дай)(те)?\b[^.!?؟。]{0,40}\b(высш|наивысш|максимальн)\w+ (оценк|балл)",
    r"\b(отвечай|ответь)(те)? (только|исключительно|лишь)\b",
    r"\b(инструкци|сообщени|примечани|указани)\w+ для (ии\b|искусственного интеллекта|языков\w+ модел|ассистента|нейросет)",
    r"\bсистемн\w+ (промпт|подсказк)",
)
_ARABIC = (
    r"(تجاهل|انس|تجاوز|لا تتبع|اهمل)\w*[^.!?؟。]{0,30}(التعليمات|الاوامر|التوجيهات|القواعد|الارشادات)[^.!?؟。]{0,20}(السابقة|اعلاه|النظام)",
    r"(تجاهل|انس|لا تتبع) (جميع |كل )?(تعليماتك|اوامرك|قواعدك)",
    r"\b(انت|انك)( الان)? (ذكاء اصطناعي|مساعد|نموذج لغوي|نموذج لغة)",
    r"\b(بصفتك|باعتبارك) (ذكاء|نموذج|مساعد)|\bكنموذج لغوي",
    r"\b(قيم|صنف|قيموا|صنفوا) (هذا الحكم|هذه المادة|هذه الفقرة|هذا النص|هذا البند|هذا المشروع) (على انه|على انها|ب)",
    r"\b(اعط|امنح|اعطي|ضع)\b[^.!?؟。]{0,40}(اعلى|اقصى) (تقييم|درجة|علامة)",
    r"\b(اجب|رد|اجيبوا) (فقط|حصرا)\b",
    r"\b(تعليمات|رسالة|ملاحظة|توجيهات) (الى|موجهة الى|لل|ل)( ?ال)?(ذكاء الاصطناعي|نموذج اللغوي|مساعد)",
)
_CHINESE = (
    r"(忽略|无视|無視|忽視|忘记|忘記|忘掉|不要理会|绕过)[^.!?؟。]{0,10}(之前|以上|上述|先前|前面|此前|上面|系统|系統|你的|您的)[^.!?؟。]{0,8}(指令|指示|提示|规则|規則|命令|要求)",
    r"[你您](现在|現在)?是(一个|一個|一名)?(人工智能|人工智慧|ai|助手|语言模型|語言模型|大模型|聊天机器人)",
    r"作为(一个|一名)?(ai|人工智能|大?语言模型)",
    r"[将將把给給][本该該此这這](条|條|款|条款|條款|规定|規定|文本|条文|條文|草案)[^.!?؟。]{0,4}(评为|評為|评定为|评分|打分|打满分|评级)",
    r"[给給打](出|予)?最高(分|评分|評分|评级|等级)|打满分",
    r"(仅|只|僅)(能|需|须|可)?(回答|回复|回覆|输出|輸出|返回)",
    r"[致给給对對](ai|人工智能|大?语言模型|助手)的?(指令|提示|说明|說明|留言)|(系统|系統)提示(词|詞|语|語)",
)
_ANSWER = (r"[\"'](abstain|abstain_reason|rating|missing_safeguards|uncertainty)[\"'] ?:",)
"""A finished answer."""


def plain(text: str) -> str:
    """The words without case, accents, vowel signs and typography, every run of white space as one space."""
    return str(_MARKS.sub("", unicodedata.normalize("NFD", fold(text).casefold())))


def _compiled(*languages: tuple[str, ...]) -> list[regex.Pattern[str]]:
    """Patterns in the same form as the words that they are matched on. Separately: together they are slower."""
    phrases = [phrase for language in languages for phrase in language]
    return [regex.compile(_MARKS.sub("", unicodedata.normalize("NFD", phrase))) for phrase in phrases]


_PHRASES = _compiled(_ENGLISH, _FRENCH, _SPANISH, _PORTUGUESE, _GERMAN, _RUSSIAN, _ARABIC, _CHINESE, _ANSWER)


def instructs(text: str) -> bool:
    """Whether something in this text reads like an instruction to a model."""
    words = plain(text)
    return any(phrase.search(words) for phrase in _PHRASES)
