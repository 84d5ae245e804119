# كلمات عرض «الخطة».
plan-title = الخطط
plan-new = خطة جديدة
plan-changing = تعديل { $name }
plan-unnamed = خطة بلا اسم
plan-begin = بدء خطة
plan-begin-draw = ارسم خطة جديدة
plan-begin-type = اكتب خطة جديدة
plan-continue = تابع { $name }
plan-own = خطط هذا المكتب
plan-search = ابحث بالاسم أو بالمخطِّط
plan-show-ended = أظهر المنتهية
plan-none = لا خطط بعد. ارسم واحدة، أو ابدأ من قالب أو ملف.
plan-none-found = لا خطة توافق البحث.
plan-more = { $n ->
    [zero] لا مزيد
    [one] أظهر واحدة أخرى
    [two] أظهر اثنتين أخريين
    [few] أظهر المزيد (بقيت { $count })
    [many] أظهر المزيد (بقيت { $count })
   *[other] أظهر المزيد (بقيت { $count })
 }
plan-has-conflict = تعارض مانع
plan-starts-in = تبدأ بعد { $duration }
plan-ends-in = تنتهي بعد { $duration }
plan-over = مضى وقتها
plan-unknown = لم تعد هذه الخطة عند هذا المكتب.
plan-to-list = كل الخطط
# المسوّدة.
plan-name = الاسم
plan-priority = الأولوية
plan-priority-hint = الأكبر يتقدّم. اتركها 0 إن لم يُتفق على غير ذلك.
plan-start-all = بدء الخطة كلها
plan-start = البدء
plan-end = الانتهاء
plan-heights = الارتفاعات
plan-state = الحالة
plan-lower = من ارتفاع
plan-upper = إلى ارتفاع
plan-duration = المدة (دقائق)
plan-buffer = هامش أمان (أمتار)
plan-tools = الرسم
plan-tool-polygon = مساحة
plan-tool-rectangle = مستطيل
plan-tool-circle = دائرة
plan-tool-linestring = ممر
plan-tool-select = تحريك وتعديل
plan-tool-type = بالكتابة
plan-tool-polygon-hint = انقر على الخريطة عند كل زاوية. مفتاح الإدخال أو النقر على الزاوية الأولى ينهي الرسم، ومفتاح الهروب يلغيه.
plan-tool-rectangle-hint = انقر على زاوية ثم على المقابلة لها. مفتاح الهروب يلغي الرسم.
plan-tool-circle-hint = انقر على المركز ثم على الحافة. مفتاح الهروب يلغي الرسم.
plan-tool-linestring-hint = انقر على نقاط الخط نقطةً نقطة. مفتاح الإدخال أو النقر على النقطة الأخيرة ينهي الرسم، ومفتاح الهروب يلغيه.
plan-tool-select-hint = انقر على جزء ثم اسحبه أو اسحب زواياه أو النقاط التي بينها. النقر الأيمن يزيل زاوية، ومفتاح الحذف يزيل الجزء.
plan-type-polygon = مساحة بزواياها
plan-type-circle = دائرة بمركزها ونصف قطرها
plan-type-corridor = ممر بنقاطه
plan-undo = تراجع
plan-redo = إعادة
plan-parts = الأجزاء
plan-parts-none = لم يُرسم شيء بعد: ارسم على الخريطة، أو اكتب الزوايا، أو خذ ملفاً.
plan-parts-more = { $n ->
    [zero] لا مزيد
    [one] أظهر واحداً آخر
    [two] أظهر اثنين آخرين
    [few] أظهر { $count } أخرى
    [many] أظهر { $count } أخرى
   *[other] أظهر { $count } أخرى
 }
plan-part = الجزء { $number }: { $kind }
plan-part-when = { $time }، لمدة { $duration }
plan-part-wrong = غير مكتمل
plan-part-remove = أزل الجزء { $number }
plan-form-polygon = مساحة
plan-form-circle = دائرة
plan-form-corridor = ممر
plan-center = المركز
plan-radius = نصف القطر (أمتار)
plan-half-width = نصف العرض (أمتار)
plan-half-width-hint = إلى كل جانب من الخط.
plan-corners = { $n ->
    [zero] لا نقاط
    [one] نقطة واحدة
    [two] نقطتان
    [few] { $count } نقاط
    [many] { $count } نقطة
   *[other] { $count } نقطة
 }
plan-corner = النقطة { $number }
plan-corner-remove = أزل النقطة { $number }
plan-corner-new = نقطة أخرى
plan-corner-add = أضف
plan-corners-more = { $n ->
    [zero] لا مزيد من النقاط
    [one] أظهر نقطة أخرى
    [two] أظهر نقطتين أخريين
    [few] أظهر { $count } نقاط أخرى
    [many] أظهر { $count } نقطة أخرى
   *[other] أظهر { $count } نقطة أخرى
 }
# ما يجب إصلاحه قبل الإرسال.
plan-problem-name = الاسم أطول مما يُسمح به: { $most } بايت على الأكثر.
plan-problem-priority = يجب أن تكون الأولوية عدداً صحيحاً.
plan-problem-no-parts = لم يُرسم شيء بعد.
plan-problem-height = يلزم ارتفاع بين { $least } و{ $most }.
plan-problem-upper = يجب أن يكون الارتفاع الأعلى فوق الأدنى.
plan-problem-time = يلزم تاريخ ووقت.
plan-problem-end = يجب أن يكون الانتهاء بعد البدء.
plan-problem-buffer = يجب أن يكون الهامش بين { $least } و{ $most } م.
plan-problem-vertices = تحتاج المساحة إلى { $least } زوايا على الأقل و{ $most } على الأكثر؛ ولها { $count }.
plan-problem-area = مساحة هذا الجزء { $area } كم²؛ والمسموح { $most } كم² على الأكثر. ارسمه أصغر.
plan-problem-crossing = أضلاع هذه المساحة تتقاطع. حرّك إحدى الزوايا.
plan-problem-radius = يجب أن يزيد نصف القطر على 0 م.
plan-problem-line = يحتاج الممر إلى نقطتين على الأقل.
plan-problem-width = يجب أن يكون نصف العرض بين { $least } و{ $most } م.
plan-problem-volumes = عدد الأحجام الناتجة عن هذه الأجزاء { $count }؛ والمسموح { $most } على الأكثر.
plan-problem-vertices-all = مجموع زوايا الأجزاء { $count }؛ والمسموح { $most } على الأكثر.
plan-problem-ahead = لا يجوز أن تبدأ بعد أكثر من { $days } يوماً من الآن.
plan-problem-past = الخطة كلها في الماضي.
# الحكم.
plan-verdict = نتيجة الفحص
plan-verdict-asking = يجري الفحص…
plan-verdict-clear = لا تعارض مع أي شيء يعرفه هذا المكتب.
plan-verdict-warned = { $n ->
    [zero] يمكن أن تُقبل.
    [one] يمكن أن تُقبل. انتبه إلى أمر واحد.
    [two] يمكن أن تُقبل. انتبه إلى أمرين.
    [few] يمكن أن تُقبل. انتبه إلى { $count } أمور.
    [many] يمكن أن تُقبل. انتبه إلى { $count } أمراً.
   *[other] يمكن أن تُقبل. انتبه إلى { $count } أمر.
 }
plan-verdict-blocked = { $n ->
    [zero] ممنوعة.
    [one] ممنوعة: فيها تعارض واحد لا يجوز.
    [two] ممنوعة: فيها تعارضان لا يجوزان.
    [few] ممنوعة: فيها { $count } تعارضات لا تجوز.
    [many] ممنوعة: فيها { $count } تعارضاً لا يجوز.
   *[other] ممنوعة: فيها { $count } تعارض لا يجوز.
 }
plan-verdict-age = عمر هذه النتيجة { $age }، من { $time }.
plan-verdict-of-older = وهي عن صيغة سابقة من الخطة: لم يمكن سؤال العقدة عن الحالية.
plan-asked-here = قورنت بما يعرفه هذا المكتب.
plan-asked-everybody = سُئلت الخدمة وكل من يعنيه الأمر.
plan-ask-everybody = اسأل الجميع الآن
plan-asking-everybody = تُسأل الخدمة وكل من يعنيه الأمر…
plan-met-named = { $kind } { $name }
plan-met-of = لدى { $manager }
plan-list-comma = {"، "}
plan-pair-depth = عمق التداخل على الأرض { $length }
plan-pair-height = ارتفاع مشترك { $length }
plan-pair-time = وقت مشترك { $time }
plan-pair-seconds = { $n ->
    [zero] لا وقت مشترك
    [one] ثانية مشتركة
    [two] ثانيتان مشتركتان
    [few] { $seconds } ثوانٍ مشتركة
    [many] { $seconds } ثانية مشتركة
   *[other] { $seconds } ثانية مشتركة
 }
plan-pair-from = منذ { $time }.
plan-pairs = { $n ->
    [zero] لا مواضع.
    [one] موضع واحد.
    [two] موضعان؛ يظهر أعمقهما.
    [few] { $count } مواضع؛ يظهر أعمقها.
    [many] { $count } موضعاً؛ يظهر أعمقها.
   *[other] { $count } موضع؛ يظهر أعمقها.
 }
plan-certain = التداخل مؤكد.
plan-uncertain = التداخل محتمل: الارتفاعات غير معروفة بدقة.
plan-meetings-more = { $n ->
    [zero] ولا شيء غيرها.
    [one] … وواحد آخر.
    [two] … واثنان آخران.
    [few] … و{ $count } أخرى.
    [many] … و{ $count } أخرى.
   *[other] … و{ $count } أخرى.
 }
plan-weight-lower-priority = أولويتها أعلى: على هذه الخطة أن تفسح لها
plan-weight-equal-priority = أولويتها مساوية وسبقت: على هذه الخطة أن تفسح لها
plan-weight-prohibited = منطقة محظورة
plan-weight-unauthorised = منطقة تتطلب تصريحاً
plan-weight-higher-priority = أولوية هذه الخطة أعلى: على الأخرى أن تفسح لها
plan-weight-equal-permitted = أولويتها مساوية، والتداخل هنا متفق عليه
plan-weight-already = كان التداخل قائماً وهي مفعّلة
plan-weight-advises = منطقة للعلم
plan-weight-authorised = قيل إن لدينا تصريحاً
plan-authorisation = لدينا تصريح لهذه المنطقة
plan-authorisation-hint = هذا قولك ويُسجَّل باسمك. النظام لا يمنح إذناً.
plan-authorisation-said = قلتَ إن لديكم تصريحاً.
plan-authorisation-take-back = اسحب هذا القول
# البدائل.
plan-ways = البدائل
plan-ways-seeking = يجري البحث عن بدائل…
plan-ways-none = لا بديل في حدود 6 ساعات و300 م. حرّك الخطة أو قسّمها.
plan-ways-failed = تعذّر البحث عن بدائل.
plan-way-later = تأخير { $time }
plan-way-earlier = تقديم { $time }
plan-way-higher = أعلى بمقدار { $length }
plan-way-lower = أدنى بمقدار { $length }
plan-way-hold = انتظار { $time } في الطريق
plan-way-from = من { $time }
plan-way-clear = فُحص: لا تعارض
plan-way-take = خذ به
# الإرسال وما نتج عنه.
plan-send = الإرسال
plan-submit = قدّم الخطة
plan-send-change = أرسل التعديل
plan-discard = تخلَّ عنها
plan-discard-title = أتتخلى عن هذه المسوّدة؟
plan-discard-text = يضيع ما رُسم وكُتب. والخطة التي أُرسلت من قبل تبقى كما هي.
plan-replace-text = هناك مسوّدة أخرى مفتوحة، ويضيع ما رُسم وكُتب فيها.
plan-doing-submit = يجري التقديم: تُسأل الخدمة وكل من يعنيه الأمر…
plan-doing-change = يُرسل التعديل…
plan-doing-activate = يجري التفعيل…
plan-doing-contingent = يجري إعلان الحالة الطارئة…
plan-doing-end = يجري الإنهاء…
plan-done-submit = صارت { $name } مقبولة لدى الخدمة. ويُبلَّغ كل من يعنيه الأمر.
plan-done-change = صار تعديل { $name } نافذاً. ويُبلَّغ كل من يعنيه الأمر.
plan-done-activate = صارت { $name } مفعّلة. ويُبلَّغ كل من يعنيه الأمر.
plan-done-contingent = صارت { $name } في حالة طارئة. ويُبلَّغ كل من يعنيه الأمر.
plan-done-end = انتهت { $name }.
plan-being-found-out = أُرسلت { $name } ولم تجب الخدمة. يُتحقَّق الآن هل أُخذت أم لا.
plan-unheard = لم تُسمع الخدمة. يُتحقَّق الآن هل تمّ الأمر، وسيقال هنا. لا ضرر من إرسالها ثانية.
plan-refused-submit = رُفضت: فيها تعارض لا يجوز. لم يتغير شيء.
plan-refused-activate = لا يمكن تفعيلها: فيها تعارض لا يجوز.
plan-refused-field = رُفضت؛ انظر الحقل المعلَّم: { $text }
plan-changed-by-someone = عدّل شخص آخر هذه الخطة في هذه الأثناء.
plan-changed-draft-kept = مسوّدتك محفوظة.
plan-differs = ما يختلف
plan-theirs = كما هي الآن
plan-mine = مسوّدتك
plan-keep-mine = أبقِ مسوّدتي؛ لقد رأيت ما عُدّل
plan-take-theirs = خذ ما هي عليه الآن
# خطة واحدة.
plan-deeds = ما يمكن فعله
plan-activate = تفعيل
plan-activate-from = يمكن تفعيلها من { $time }، أي بعد { $duration }.
plan-activate-not-now = لا يمكن تفعيلها إلا وأحد أحجامها سارٍ.
plan-change = تعديل
plan-duplicate = نسخ
plan-contingent = إعلان حالة طارئة
plan-contingent-title = أتعلن { $name } في حالة طارئة؟
plan-contingent-text = يُبلَّغ الجميع أن العملية خرجت عن خطتها ولن تعود إليها. لا يمكن التراجع عن ذلك؛ ولا يبقى بعده إلا إنهاؤها.
plan-contingent-known = قيل من قبل أين قد تكون، ويبقى ذلك.
plan-contingent-where = أين قد تكون من الآن: حول أحجامها بمقدار
plan-contingent-lateral = إلى كل جانب (أمتار)
plan-contingent-vertical = إلى أعلى وأسفل (أمتار)
plan-contingent-longer = أطول بمقدار (دقائق)
plan-end-deed = إنهاء
plan-end-title = أتنهي { $name }؟
plan-end-text = تخلو أحجامها ويُبلَّغ كل من يعنيه الأمر. لا يمكن استئنافها.
plan-pending = في طريقها إلى: { $state }
plan-pending-since = لم تجب الخدمة منذ { $duration }. يُتحقَّق الآن هل أُخذت أم لا.
plan-telling = { $n ->
    [zero] أُبلغ الجميع
    [one] بقي طرف واحد لم يُبلَّغ
    [two] بقي طرفان لم يُبلَّغا
    [few] بقيت { $count } أطراف لم تُبلَّغ
    [many] بقي { $count } طرفاً لم يُبلَّغ
   *[other] بقي { $count } طرف لم يُبلَّغ
 }
plan-telling-failing = { $n ->
    [zero] كلهم يجيبون.
    [one] أحدهم لا يجيب.
    [two] اثنان منهم لا يجيبان.
    [few] { $count } منهم لا يجيبون.
    [many] { $count } منهم لا يجيبون.
   *[other] { $count } منهم لا يجيبون.
 }
plan-told-all = أُبلغ كل من يعنيه الأمر.
plan-outside = خارج أحجامها منذ { $duration }
plan-contingent-in = تصير في حالة طارئة بعد { $duration } ما لم تعد.
plan-contingent-due = تصير الآن في حالة طارئة.
plan-left-at = خرجت عند
plan-meets = ما تتعارض معه أو تمرّ به
plan-meets-nothing = لا تلتقي بشيء يعرفه هذا المكتب.
plan-volumes = الأحجام
plan-off-nominal = خارج الخطة
plan-planner = خطّطها
plan-made = أُنشئت
plan-last-change = عُدّلت
plan-last-position = آخر موضع
plan-authorisations = التصاريح
plan-authorisations-count = { $n ->
    [zero] لم يُذكر تصريح
    [one] ذُكر تصريح واحد
    [two] ذُكر تصريحان
    [few] ذُكرت { $count } تصاريح
    [many] ذُكر { $count } تصريحاً
   *[other] ذُكر { $count } تصريح
 }
plan-id = المعرّف
# الملفات.
plan-from-file = من ملف
plan-file = ملف GeoJSON أو KML أو KMZ أو خطة QGroundControl
plan-file-hint = اختره أو أفلته هنا. 16 ميبيبايت على الأكثر. لا يُقدَّم شيء بهذا.
plan-file-too-large = حجم هذا الملف { $size } ميبيبايت؛ ولا يُقرأ أكثر من { $most }. احذف ما لا يلزم منه أو قسّمه.
plan-file-reading = يُقرأ الملف…
plan-file-volumes = { $n ->
    [zero] لم يُقرأ أي حجم.
    [one] قُرئ حجم واحد.
    [two] قُرئ حجمان.
    [few] قُرئت { $count } أحجام.
    [many] قُرئ { $count } حجماً.
   *[other] قُرئ { $count } حجم.
 }
plan-file-needs-start = لا يذكر الملف متى تبدأ.
plan-file-buffers = هوامش الأمان
plan-file-lateral = إلى كل جانب (أمتار)
plan-file-vertical = إلى أعلى وأسفل (أمتار)
plan-file-usual = المعتاد إن تُرك فارغاً.
plan-file-take = اجعله خطة
plan-file-add = أضفه إلى الخطة
plan-stated = ما افتُرض
# القوالب.
plan-templates = القوالب
plan-templates-none = لا قوالب بعد. يمكن حفظ أي خطة قالباً.
plan-template-start = بدء الخطط المأخوذة من القوالب
plan-template-use = استعمله
plan-template-by = من { $by }، { $time }
plan-template-save = احفظها قالباً
plan-template-name = اسم القالب
plan-template-name-wrong = يجب أن يكون طول الاسم من 1 إلى { $most } بايت.
plan-template-too-large = هذه الخطة أكبر من أن تُحفظ قالباً: { $most } كيبيبايت على الأكثر.
plan-template-saved = حُفظ القالب { $name }.
plan-template-replace-title = أتستبدل القالب؟
plan-template-replace = هناك قالب باسم { $name }، وسيُستبدل.
plan-template-replace-deed = استبدله
plan-template-delete = احذف القالب { $name }
plan-template-delete-title = أتحذف هذا القالب؟
plan-template-delete-text = يُحذف { $name } عند الجميع. وتبقى الخطط التي أُخذت منه.
