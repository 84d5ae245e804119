# شاشة المناطق.
areas-own = مناطق هذا المكتب
areas-back = كل المناطق
areas-missing = لا توجد منطقة كهذه. ربما أزيلت؛ والسجل يبيّن ذلك.
areas-search = البحث بالاسم
areas-kind = النوع
areas-kind-all = كل الأنواع
areas-time = الوقت
areas-time-all = في أي وقت
areas-time-active = سارية الآن
areas-time-soon = تسري خلال ٢٤ ساعة
areas-publication = النشر
areas-publication-all = منشورة أو غير منشورة
areas-publication-published = منشورة
areas-publication-unpublished = غير منشورة
areas-listed = { $n ->
    [zero] لا منطقة توافق ذلك
    [one] منطقة واحدة توافق ذلك
    [two] منطقتان توافقان ذلك
    [few] { $count } مناطق توافق ذلك
    [many] { $count } منطقة توافق ذلك
   *[other] { $count } منطقة توافق ذلك
 }
areas-show-more = { $n ->
    [zero] لا مزيد
    [one] أظهر المزيد (بقي واحد)
    [two] أظهر المزيد (بقي اثنان)
    [few] أظهر المزيد (بقيت { $count })
    [many] أظهر المزيد (بقي { $count })
   *[other] أظهر المزيد (بقي { $count })
 }
areas-more = { $n ->
    [zero] ولا شيء غيرها
    [one] وواحد آخر
    [two] واثنان آخران
    [few] و{ $count } أخرى
    [many] و{ $count } أخرى
   *[other] و{ $count } أخرى
 }
areas-always = سارية دائماً
areas-active = سارية بلا نهاية
areas-active-until = سارية؛ تنتهي { $when }، { $time }
areas-active-from = تسري { $when }، { $time }
areas-over = لم تعد سارية، بقدر ما حُسب
areas-published = منشورة
areas-publishing = منشورة، ولم يصل كلها إلى الخدمة بعد
areas-published-nothing = منشورة، ولا شيء يُبلَّغ بعد
areas-unpublished = غير منشورة
areas-withdrawing = يجري سحبها
areas-show-on-map = أظهرها على الخريطة
areas-log = ما حدث (السجل)
areas-heights = الارتفاعات
areas-schedule = متى تسري
areas-windows = الأوقات القادمة
areas-window-start = من
areas-window-end = إلى
areas-window-length = المدة
areas-open-start = بلا بداية
areas-open-end = بلا نهاية
areas-windows-unlisted = { $n ->
    [zero] لا أوقات لاحقة.
    [one] وقت لاحق واحد محسوب وغير مدرج.
    [two] وقتان لاحقان محسوبان وغير مدرجين.
    [few] { $count } أوقات لاحقة محسوبة وغير مدرجة.
    [many] { $count } وقتاً لاحقاً محسوبة وغير مدرجة.
   *[other] { $count } وقت لاحق محسوبة وغير مدرجة.
 }
areas-windows-until = محسوبة حتى { $time }.
areas-week = الأيام السبعة القادمة، { $zone }
areas-week-table = رسم للأيام السبعة القادمة؛ والجدول تحته يقول الشيء نفسه.
areas-week-unknown = لا شيء مدرج بعد { $time }.
areas-constraints = ما أُبلغ به الآخرون
areas-no-constraints = لا شيء: المنطقة غير منشورة.
areas-no-constraints-yet = لا شيء بعد: لا وقت من أوقاتها قريب بما يكفي.
areas-constraint-at-dss = لدى الخدمة
areas-constraint-being-written = قيد الكتابة
areas-constraint-being-removed = قيد الإزالة
areas-constraint-not-at-dss = ليس لدى الخدمة
areas-version = النسخة { $version }
areas-constraints-unlisted = { $n ->
    [zero] ولا قيد غيرها
    [one] وقيد آخر
    [two] وقيدان آخران
    [few] و{ $count } قيود أخرى
    [many] و{ $count } قيداً آخر
   *[other] و{ $count } قيد آخر
 }
areas-said = ما يقوله ملفها
areas-message = رسالة
areas-reason = السبب
areas-conditions = الشروط
areas-authority = من يُسأل
areas-everything = كل ما قاله ملفها
areas-changed = تغيّرت { $time } (المراجعة { $revision })
areas-source = قُرئت من { $format }: { $path }
areas-publish = نشر
areas-publish-title = نشر { $name }؟
areas-publish-text = يُبلَّغ كل مشترك هناك بأن المنطقة «{ $kind }» وبمكانها وارتفاعها وأوقات سريانها، في صورة قيود لدى الخدمة. ويُبلَّغ اسمها ومن يُسأل عنها أيضاً.
areas-publish-done = نُشرت { $name }؛ وتُكتب قيودها الآن.
areas-withdraw = سحب
areas-withdraw-title = سحب { $name }؟
areas-withdraw-text = تُزال قيودها من الخدمة ويُبلَّغ الآخرون بزوالها. أما هنا فتبقى.
areas-withdraw-done = سُحبت { $name }؛ وتُزال قيودها الآن.
areas-remove = إزالة
areas-remove-title = إزالة { $name }؟
areas-remove-text = لن تُقابَل بها خطط هذا المكتب بعد الآن. ولا تعود إلا باستيراد ملفها من جديد.
areas-remove-text-published = المنطقة منشورة: تُزال قيودها من الخدمة أيضاً ويُبلَّغ الآخرون. ولن تُقابَل بها خطط هذا المكتب بعد الآن. ولا تعود إلا باستيراد ملفها من جديد.
areas-remove-done = أزيلت { $name }.
areas-cannot-publish = لم يُهيَّأ هذا المكتب لنشر المناطق (manages_constraints).
areas-known = قيود الآخرين
areas-known-hint = ما أبلغ به الآخرون هذا المكتب. لا يغيّرها إلا أصحابها.
areas-known-none = لا قيد معروف.
areas-known-of = لدى { $manager }
areas-known-zone = ما يقوله صاحبها
areas-import = استيراد
areas-import-one = أُفلتت عدة ملفات فأُخذ أولها. أعطِ البقية واحداً بعد الآخر.
areas-file = اختر ملف مناطق
areas-file-hint = GeoJSON أو KML أو KMZ أو ED-318 أو ED-269 أو OpenAir، بحد أقصى { $size } ميبيبايت. أو أفلته هنا. يُنظر فيه أولاً، ولا يُدخل شيء قبل أن تقول ذلك.
areas-format = يُقرأ بصيغة
areas-format-auto = ما يبدو عليه
areas-format-geo-json = GeoJSON
areas-format-kml = KML، KMZ
areas-format-ed318 = ED-318
areas-format-ed269 = ED-269
areas-format-open-air = OpenAir
areas-file-empty = الملف فارغ.
areas-file-large = حجم الملف { $size } ميبيبايت، ولا يُقرأ أكثر من { $most }. لم يُرسل. قسّمه إلى عدة ملفات.
areas-file-binary = ليس هذا ملف مناطق: يبدو صورة أو PDF أو ملف برنامج آخر. لم يُرسل.
areas-file-encoding = الملف مكتوب بترميز UTF-16. احفظه بترميز UTF-8 واختره من جديد.
areas-file-unreadable = تعذّرت قراءة الملف. ربما كان مجلداً أو نُقل من مكانه.
areas-checking = تنظر العقدة في الملف…
areas-importing = يجري إدخال المناطق…
areas-check-failed = تعذّرت قراءة الملف:
areas-import-failed = لم ينجح الاستيراد. ربما تم جزء منه؛ ويمكن إعادته.
areas-check-again = انظر فيه من جديد
areas-put-away = أبعد الملف
areas-would-come = { $n ->
    [zero] لا شيء من هذا الملف يمكن إدخاله.
    [one] يمكن إدخال منطقة واحدة؛ الجديد: { $fresh }.
    [two] يمكن إدخال منطقتين؛ الجديد: { $fresh }.
    [few] يمكن إدخال { $count } مناطق؛ الجديد: { $fresh }.
    [many] يمكن إدخال { $count } منطقة؛ الجديد: { $fresh }.
   *[other] يمكن إدخال { $count } منطقة؛ الجديد: { $fresh }.
 }
areas-is-new = جديدة
areas-is-known = موجودة هنا: تبقى، أو تُستبدل إن اختلفت
areas-import-deed = { $n ->
    [zero] لا شيء للإدخال
    [one] أدخل منطقة واحدة
    [two] أدخل منطقتين
    [few] أدخل { $count } مناطق
    [many] أدخل { $count } منطقة
   *[other] أدخل { $count } منطقة
 }
areas-imported = { $n ->
    [zero] لم تُدخل أي منطقة.
    [one] أُدخلت منطقة واحدة.
    [two] أُدخلت منطقتان.
    [few] أُدخلت { $count } مناطق.
    [many] أُدخلت { $count } منطقة.
   *[other] أُدخلت { $count } منطقة.
 }
areas-problems = ما الخلل في الملف
areas-problem-what = الوزن
areas-problem-where = المكان
areas-problem-says = ما تقوله العقدة
areas-errors = { $n ->
    [zero] لا أخطاء
    [one] خطأ واحد: تُرك
    [two] خطآن: تُركا
    [few] { $count } أخطاء: تُركت
    [many] { $count } خطأً: تُركت
   *[other] { $count } خطأ: تُركت
 }
areas-warnings = { $n ->
    [zero] لا تحذيرات
    [one] تحذير واحد: قُرئ مع ذلك
    [two] تحذيران: قُرئا مع ذلك
    [few] { $count } تحذيرات: قُرئت مع ذلك
    [many] { $count } تحذيراً: قُرئت مع ذلك
   *[other] { $count } تحذير: قُرئت مع ذلك
 }
areas-error = تُرك
areas-warning = قُرئ
areas-problems-unlisted = { $n ->
    [zero] ولا خلل غيرها
    [one] وخلل آخر غير مدرج
    [two] وخللان آخران غير مدرجين
    [few] و{ $count } أخرى غير مدرجة
    [many] و{ $count } أخرى غير مدرجة
   *[other] و{ $count } أخرى غير مدرجة
 }
