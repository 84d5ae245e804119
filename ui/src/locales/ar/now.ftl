# عرض «الآن»: ما يحتاج إلى أحد، والتنبيهات، والإشعارات.
now-heading = ما يحتاج إليك الآن
now-badge = { $n ->
    [zero] لا أمر عاجل
    [one] أمر عاجل واحد
    [two] أمران عاجلان
    [few] { $count } أمور عاجلة
    [many] { $count } أمراً عاجلاً
   *[other] { $count } أمر عاجل
 }
now-summary = عاجل: { $urgent } · قريب: { $soon } · للعلم: { $know }
now-urgency-urgent = عاجل
now-urgency-soon = قريب
now-urgency-know = للعلم
now-over = لم يعد يحتاج إلى أحد
now-more = { $n ->
    [zero] ولا شيء غيرها
    [one] وواحد آخر
    [two] واثنان آخران
    [few] و{ $count } أخرى
    [many] و{ $count } أخرى
   *[other] و{ $count } أخرى
 }
now-nothing = لا شيء يحتاج إلى أحد الآن.
now-nothing-age = بحسب صورة الساعة { $time }، أي قبل { $age }.
now-nothing-stale = عمر هذه الصورة { $age }: لا يمكن القول منها هل يحتاج إليك شيء أم لا.
now-nothing-known = لم تصل الصورة بعد: لا يمكن القول هل يحتاج إليك شيء أم لا.
now-nothing-then = لم يكن شيء يحتاج إلى أحد عند { $time } بحسب ما كان هذا المكتب يعرفه.
now-group-line = الخط مع العقدة
now-group-conflict = التعارضات
now-group-off-nominal = عملياتنا خارج حدودها
now-group-peer-off-nominal = عمليات الآخرين القريبة خارج حدودها
now-group-area-soon = مناطق على وشك السريان
now-group-delivery = من تعذّر إبلاغهم
now-group-unheard = كتابات بلا جواب
now-group-due = عمليات على وشك البدء أو الانتهاء
now-group-unseen = الإشعارات
now-show-on-map = أظهرها على الخريطة
now-show-plan-on-map = أظهر { $plan } على الخريطة
now-open-plan = افتح الخطة
now-change-plan = غيّر الخطة
now-open-area = افتح المنطقة
now-open-node = انظر إلى العقدة
now-take = أنا أتولّاه
now-taken = أنت تتولّاه
now-activate = تفعيل
now-activated = صارت { $plan } مفعّلة.
now-end = إنهاء
now-end-title = إنهاء { $plan }؟
now-end-text = تُزال العملية من الخدمة ويُبلَّغ الآخرون. لا يمكن التراجع عن ذلك.
now-ended = انتهت { $plan }.
now-mark-seen = علّمها مقروءة
now-seen-done = عُلّمت الإشعارات مقروءة.
now-other-own = عمليتكم { $name }
now-other-peer = عملية { $name } لدى { $manager }
now-other-area = المنطقة { $name }
now-other-constraint = القيد { $name } لدى { $manager }
now-depth-across = عمق التداخل على الأرض { $length }
now-depth-height = ارتفاع مشترك { $length }
now-depth-time = وقت مشترك { $duration }
now-depth-places = { $n ->
    [zero] بلا مواضع
    [one] في موضع واحد
    [two] في موضعين
    [few] في { $count } مواضع
    [many] في { $count } موضعاً
   *[other] في { $count } موضع
 }
now-uncertain = غير مؤكد: الارتفاعات غير معروفة بدقة
now-weight-lower-priority = الأولوية للطرف الآخر
now-weight-equal-priority = لا أولوية لأيّ منهما
now-weight-prohibited = الطيران فيها محظور
now-weight-unauthorised = يلزم تصريح لا تذكره الخطة
now-weight-higher-priority = الأولوية لكم: على الآخر أن يفسح الطريق
now-weight-equal-permitted = مسموح بين المتساوين
now-weight-already = كان كذلك قبل التغيير الأخير
now-weight-advises = للإرشاد فقط
now-weight-authorised = الخطة تذكر تصريحاً
now-line-title = العقدة لا تجيب
now-line-means = ما تراه لم يعد يتغيّر. لن يصلك هنا جديد حتى يعود الخط.
now-conflict-title = { $plan } تتعارض مع { $other }
now-conflict-permitted = { $plan } تلتقي مع { $other }
now-off-nonconforming = { $plan } خارجة عن حدودها
now-off-contingent = { $plan } في حالة طارئة
now-off-contingent-means = أُبلغ الآخرون بالمكان المحتمل لها
now-contingent-in = حالة طارئة بعد { $duration }
now-contingent-due = حالة طارئة في أي لحظة
now-peer-title = العملية { $other } لدى { $manager }: { $state }
now-peer-meets = تلتقي مع { $plans }
now-peer-near = قرب عملياتكم
now-peer-near-plans = قرب { $plans }
now-area-title = { $name } ({ $kind })
now-area-of = قيد من { $manager }
now-area-inside = فيها: { $plans }
now-delivery-title = { $n ->
    [zero] لم يبق ما يُبلَّغ به { $to }
    [one] تعذّر إبلاغ { $to } بأمر واحد
    [two] تعذّر إبلاغ { $to } بأمرين
    [few] تعذّر إبلاغ { $to } بـ{ $count } أمور
    [many] تعذّر إبلاغ { $to } بـ{ $count } أمراً
   *[other] تعذّر إبلاغ { $to } بـ{ $count } أمر
 }
now-delivery-operation = العملية { $name }
now-delivery-constraint = القيد { $name }
now-delivery-about = بشأن { $subjects }
now-delivery-attempts = { $n ->
    [zero] لم تجرِ محاولة
    [one] محاولة واحدة
    [two] محاولتان
    [few] { $count } محاولات
    [many] { $count } محاولة
   *[other] { $count } محاولة
 }
now-delivery-problem = المشكلة: { $problem }
now-unheard-title = لم تُجب الخدمة: المطلوب أن تصير { $plan } في حالة «{ $state }»
now-unheard-means = تستوضح العقدة هل أُخذت الكتابة أم لا
now-due-start = { $plan } تبدأ قريباً ولم تُفعَّل
now-due-late = حان بدء { $plan } ولم تُفعَّل
now-due-end = { $plan } تنتهي قريباً
now-due-over-flying = انقضى وقت { $plan } وما زالت مفعّلة
now-due-over-unflown = انقضى وقت { $plan } ولم تُفعَّل
now-due-over-means = لم يعد المجال الجوي محجوزاً لها
now-unseen-title = { $n ->
    [zero] لا إشعارات غير مقروءة
    [one] إشعار واحد لم يره أحد
    [two] إشعاران لم يرهما أحد
    [few] { $count } إشعارات لم يرها أحد
    [many] { $count } إشعاراً لم يرها أحد
   *[other] { $count } إشعار لم يرها أحد
 }
now-when-meets = تلتقيان { $when }
now-when-met = بدأ التقاؤهما { $when }
now-when-outside = خرجت { $when }
now-when-since = بدأ ذلك { $when }
now-when-active = تسري { $when }
now-when-active-since = بدأ سريانها { $when }
now-when-until = تنتهي { $when }
now-when-waits = بدأ الانتظار { $when }
now-when-next-try = المحاولة التالية { $when }
now-when-starts = تبدأ { $when }
now-when-ends = تنتهي { $when }
now-when-started = حلّ موعد البدء { $when }
now-when-ended = حلّ موعد الانتهاء { $when }
now-when-oldest = أقدمها { $when }
now-announce-many = { $n ->
    [zero] لا أمر عاجل جديد
    [one] أمر عاجل جديد
    [two] أمران عاجلان جديدان
    [few] { $n } أمور عاجلة جديدة
    [many] { $n } أمراً عاجلاً جديداً
   *[other] { $n } أمر عاجل جديد
 }
now-alerts = الصوت والتنبيهات
now-alert-sound = صوت لكل أمر عاجل
now-alert-notifications = تنبيهات المتصفح لكل أمر عاجل
now-sound-ready = الصوت يعمل
now-sound-waiting = المتصفح يُبقي هذه الصفحة صامتة
now-sound-waiting-help = لا صوت بعد: يُبقي المتصفح هذه الصفحة صامتة حتى تنقر عليها أو تضغط مفتاحاً.
now-sound-unsupported = لا يستطيع هذا المتصفح تشغيل الأصوات.
now-sound-allow = شغّل الصوت
now-notification-ready = التنبيهات تعمل
now-notification-ask = لم يُسأل المتصفح بعد
now-notification-ask-help = اختيرت التنبيهات ولم يُسأل المتصفح بعد: اضغط الزر تحت «الصوت والتنبيهات».
now-notification-denied = المتصفح يمنع التنبيهات
now-notification-denied-help = يمنع المتصفح تنبيهات هذه الصفحة. اسمح بها في إعدادات المتصفح لهذا الموقع (الرمز بجانب العنوان)، ثم أعد تحميل الصفحة.
now-notification-insecure = غير متاحة عبر اتصال غير آمن
now-notification-insecure-help = لا تنبّه المتصفحات إلا من صفحات جاءت عبر HTTPS أو من الجهاز نفسه. استعمل عنوان HTTPS لهذا المكتب.
now-notification-unsupported = هذا المتصفح لا ينبّه
now-notification-unsupported-help = لا تنبيهات للصفحات في هذا المتصفح. الصوت يعمل مع ذلك.
now-notification-allow = اسأل المتصفح
now-try-conflict = تجربة: تعارض
now-try-left = تجربة: خروج من الحدود
now-test-title = تجربة
now-test-conflict = هكذا يُسمع التعارض ويُرى.
now-test-left = هكذا يُسمع خروج عملية من حدودها ويُرى.
now-test-sound-off = الصوت مطفأ.
now-test-sound-played = شُغّل الصوت. إن لم تسمع شيئاً فانظر إلى مستوى الصوت في هذا الجهاز.
now-test-sound-blocked = لم يشغّل المتصفح الصوت. انقر في أي مكان من الصفحة وأعد المحاولة.
now-test-notification-off = التنبيهات مطفأة.
now-test-notification-shown = عُرض تنبيه. إن لم تره فانظر إلى إعدادات هذا الجهاز («عدم الإزعاج»).
now-test-notification-blocked = لم يعرض المتصفح التنبيه.
now-notices = أحدث الإشعارات
now-kind = النوع
now-all-kinds = كل الأنواع
now-unseen-only = غير المقروءة فقط
now-no-notices = لا إشعارات.
now-not-seen = لم يره أحد
now-seen-by = رآه { $by }، { $time }
now-show-more = { $n ->
    [zero] لا مزيد
    [one] أظهر المزيد (بقي واحد)
    [two] أظهر المزيد (بقي اثنان)
    [few] أظهر المزيد (بقيت { $count })
    [many] أظهر المزيد (بقي { $count })
   *[other] أظهر المزيد (بقي { $count })
 }
now-kind-conflict-found = ظهور تعارض
now-kind-conflict-cleared = زوال تعارض
now-kind-plan-changed-near = تغيّر قريب
now-kind-area-activated = التقاء بمنطقة
now-kind-state-changed = تغيّر حالة
now-kind-left-volumes = خروج من الحدود
now-kind-back-in-volumes = عودة إلى الحدود
now-kind-delivery-failing = تعذّر إبلاغ
now-kind-write-unheard = كتابة بلا جواب
now-kind-reconciled = استيضاح كتابة
now-kind-meetings-left-out = لقاءات لم تُسجَّل
now-kind-peer-unreadable = جواب غير مقروء
now-notice-conflict-found = { $blocks ->
    [true] { $own } تتعارض مع { $other }.
   *[other] { $own } تلتقي مع { $other }، وذلك مسموح.
 }
now-notice-conflict-cleared = لم تعد { $own } تلتقي مع { $other }.
now-notice-changed-near = العملية { $other } لدى { $manager } قرب { $own } حالتها الآن: { $state }.
now-notice-ended-near = انتهت العملية { $other } لدى { $manager } قرب { $own }.
now-notice-area-activated = { $own } تقع في { $other }.
now-notice-state-changed = { $automatic ->
    [true] انتقلت { $own } تلقائياً من «{ $from }» إلى «{ $to }».
   *[other] انتقلت { $own } من «{ $from }» إلى «{ $to }».
 }
now-notice-state-new = { $own }: { $to }.
now-notice-left-volumes = خرجت { $own } من حدودها.
now-notice-back-in-volumes = عادت { $own } إلى حدودها.
now-notice-delivery-failing = { $n ->
    [zero] تعذّر إبلاغ { $to } بشأن { $own }: { $problem }
    [one] تعذّر إبلاغ { $to } بشأن { $own } (محاولة واحدة): { $problem }
    [two] تعذّر إبلاغ { $to } بشأن { $own } (محاولتان): { $problem }
    [few] تعذّر إبلاغ { $to } بشأن { $own } ({ $count } محاولات): { $problem }
    [many] تعذّر إبلاغ { $to } بشأن { $own } ({ $count } محاولة): { $problem }
   *[other] تعذّر إبلاغ { $to } بشأن { $own } ({ $count } محاولة): { $problem }
 }
now-notice-write-unheard = لم تُجب الخدمة بشأن { $own }؛ تستوضح العقدة هل أُخذت الكتابة.
now-notice-reconciled-landed = تبيّن أن الخدمة أخذت تغيير { $own }.
now-notice-reconciled-lost = تبيّن أن الخدمة لم تأخذ تغيير { $own }.
now-notice-meetings-left-out = { $n ->
    [zero] { $own }: سُجّلت كل اللقاءات.
    [one] { $own }: كثرت اللقاءات دفعة واحدة فلم يُسجَّل لقاء واحد.
    [two] { $own }: كثرت اللقاءات دفعة واحدة فلم يُسجَّل لقاءان.
    [few] { $own }: كثرت اللقاءات دفعة واحدة فلم تُسجَّل { $count } لقاءات.
    [many] { $own }: كثرت اللقاءات دفعة واحدة فلم يُسجَّل { $count } لقاءً.
   *[other] { $own }: كثرت اللقاءات دفعة واحدة فلم يُسجَّل { $count } لقاء.
 }
now-notice-peer-unreadable = جاء من { $manager } جواب لا يُقرأ: { $problem }
