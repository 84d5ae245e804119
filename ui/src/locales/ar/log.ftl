# السجلّ: ما الذي حدث، وما الذي كان معروفًا ومتى.
log-timeline = ما كان هذا المكتب يعرفه
log-slider = اللحظة في السجلّ
log-now = الآن
log-at-now = أنت تنظر إلى الصورة الحيّة.
log-knew-at = المعروض: ما كان هذا المكتب يعرفه في { $time } (القيد { $index }).
log-step-back = قيد إلى الوراء
log-step-on = قيد إلى الأمام
log-back-to-now = العودة إلى الآن
log-fetching = تجري قراءة السجلّ…
log-choose-moment = اختيار لحظة
log-moment = اللحظة
log-span = يمتدّ شريط الزمن إلى الوراء
log-span-hour = ساعة واحدة
log-span-day = يومًا واحدًا
log-span-week = أسبوعًا واحدًا
log-span-all = حتى أوّل قيد
log-keys = المفاتيح: ] قيد إلى الوراء، و[ قيد إلى الأمام.
log-filter = التصفية والتصدير
log-filtered = المعروض جزء فقط
log-filter-none = عرض كلّ شيء
log-entity = عملية أو منطقة أو غيرهما
log-entity-hint = بالاسم، أو بالمعرّف كاملًا.
log-actor = مَن
log-actor-hint = جهة، أو person:الاسم، أو desk:الجهة.
log-kind = ماذا
log-kind-all = كلّ شيء
log-group-operations = العمليات والقوالب
log-group-conflicts = التعارضات والإشعارات
log-group-others = ما أفصحت عنه الجهات الأخرى
log-group-areas = المناطق
log-group-deliveries = إبلاغ الآخرين
log-group-people = الأشخاص والجلسات
log-group-upkeep = الصيانة
log-from = من
log-to = إلى
log-export-csv = حفظ بصيغة CSV
log-export-ndjson = حفظ بصيغة NDJSON
log-export-picture = حفظ هذه الصورة (JSON)
log-entries = القيود، الأحدث أوّلًا
log-new =
    { $count ->
        [zero] لا قيود جديدة
        [one] قيد جديد واحد
        [two] قيدان جديدان
        [few] { $number } قيود جديدة
        [many] { $number } قيدًا جديدًا
       *[other] { $number } قيد جديد
    }
log-older = عرض قيود أقدم
log-not-yet = لم يُعثر على شيء بعد، وهناك قيود أقدم لم يُبحث فيها.
log-further = البحث في الأقدم
log-empty = لا شيء مسجّل يوافق هذه التصفية.
log-full = لا يُعرض أكثر من { $number } قيد. استعمل التصفية أو التصدير لما هو أقدم.
log-index = القيد { $index }
log-more-events =
    { $count ->
        [zero] ولا شيء غير ذلك في هذا القيد
        [one] وأمر آخر في هذا القيد
        [two] وأمران آخران في هذا القيد
        [few] و{ $number } أمور أخرى في هذا القيد
        [many] و{ $number } أمرًا آخر في هذا القيد
       *[other] و{ $number } أمر آخر في هذا القيد
    }
log-travel-here = ما كان معروفًا حينها
log-show = على الخريطة
log-only = هذا وحده
log-actor-person = شخص
log-actor-desk = مكتب
log-actor-party = جهة
log-by-desk = هذا المكتب من تلقاء نفسه
log-by-console = عند الجهاز نفسه
log-position = عند { $place }، الارتفاع { $height } W84
log-delivery = البلاغ { $id }
log-depth-ground = { $length } على الأرض
log-depth-height = { $length } في الارتفاع
log-depth-time = { $duration } في الزمن
# جملة لكلّ نوع من الأحداث.
log-event-unknown = سُجّل: { $kind } { $name }
log-event-write-begun =
    { $ended ->
        [true] طُلب من الخدمة (DSS) إنهاء { $name }.
       *[other] أُرسلت { $name } إلى الخدمة (DSS) لتكون: { $state }.
    }
log-event-write-landed =
    { $ended ->
        [true] انتهت { $name }.
       *[other] أخذت الخدمة (DSS) { $name }.
    }
log-event-write-failed = لم تأخذ الخدمة (DSS) { $name }.
log-event-orphan-settled = جرى البحث عن { $name } وهي غير موجودة لدى الخدمة (DSS).
log-event-conformance-noted =
    { $outside ->
        [true] خرجت { $name } من أحجامها.
       *[other] عادت { $name } إلى داخل أحجامها.
    }
log-event-operation-forgotten = انتهت { $name } منذ زمن ولم تعد محفوظة في الصورة.
log-event-template-put = حُفظ القالب { $name }.
log-event-template-removed = حُذف القالب { $name }.
log-event-met = تلتقي { $name } مع { $other }.
log-event-parted = لم تعد { $name } تلتقي مع { $other }.
log-event-noticed = صدر إشعار.
log-event-notices-seen = اطُّلع على الإشعارات حتى الرقم { $number }.
log-event-operation-known = أفصحت { $manager } عن عمليتها { $name }، وحالتها: { $state }.
log-event-operation-gone = انتهت العملية { $name } التابعة لجهة أخرى.
log-event-constraint-known = أفصحت { $manager } عن قيدها الجوّي { $name }.
log-event-constraint-gone = انتهى القيد الجوّي { $name } التابع لجهة أخرى.
log-event-reported = تقرير من { $name } إلى { $to }.
log-event-area-put = أُدخلت المنطقة { $name }.
log-event-area-removed = أُزيلت المنطقة { $name }.
log-event-area-published =
    { $published ->
        [true] تُبلَّغ الجهات الأخرى بالمنطقة { $name }.
       *[other] لم تعد الجهات الأخرى تُبلَّغ بالمنطقة { $name }.
    }
log-event-windows-extended = حُسب جدول { $name } حتى { $until }.
log-event-constraint-put = تغيّر القيد الجوّي { $name } التابع لهذا المكتب.
log-event-constraint-removed = لم يعد القيد الجوّي { $name } التابع لهذا المكتب قائمًا.
log-event-delivery-due = يجب إبلاغ { $to } بشأن { $name }.
log-event-delivery-made = أُبلغت الجهة الأخرى.
log-event-delivery-failed =
    { $until-is ->
        [none] تعذّر إبلاغ الجهة الأخرى وتُركت المحاولة.
       *[other] تعذّر إبلاغ الجهة الأخرى، والمحاولة التالية في { $until }.
    }
log-event-delivery-superseded = حلّ بلاغ أحدث محلّ بلاغ سابق.
log-event-person-added = أُضيف { $name } بدور { $role }.
log-event-person-changed = تغيّر حساب { $name }، والدور: { $role }.
log-event-password-changed = تغيّرت كلمة مرور { $name } وانتهت جميع جلساته.
log-event-totp-set = أصبح لدى { $name } عامل تحقّق ثانٍ.
log-event-totp-dropped = لم يعد لدى { $name } عامل تحقّق ثانٍ.
log-event-person-removed = أُزيل { $name } من هذا المكتب.
log-event-signed-in = سجّل { $name } الدخول.
log-event-signed-out = سجّل { $name } الخروج.
log-event-signed-out-everywhere = أُنهيت جلسات { $name } في كلّ مكان.
log-event-session-expired = انتهت مدّة جلسة.
log-event-watch-kept = جُدّد الاشتراك { $name } لدى الخدمة (DSS).
log-event-watch-dropped = أُنهي الاشتراك { $name } لدى الخدمة (DSS).
log-event-probed = جُرّب المخزن.
# الإشعارات بحسب أنواعها.
log-notice-conflict-found = إشعار: تتعارض { $name } مع { $other }.
log-notice-conflict-cleared = إشعار: لم تعد { $name } تتعارض مع { $other }.
log-notice-plan-changed-near = إشعار: غيّرت { $manager } عملية قريبة من { $name }.
log-notice-area-activated = إشعار: { $other } سارية حيث تطير { $name }.
log-notice-state-changed =
    { $automatic ->
        [true] إشعار: تغيّرت حالة { $name } تلقائيًا إلى: { $state }.
       *[other] إشعار: تغيّرت حالة { $name } إلى: { $state }.
    }
log-notice-left-volumes = إشعار: خرجت { $name } من أحجامها.
log-notice-back-in-volumes = إشعار: عادت { $name } إلى داخل أحجامها.
log-notice-delivery-failing = إشعار: يتعذّر إبلاغ { $to }، { $count ->
        [zero] بلا محاولات
        [one] بعد محاولة واحدة
        [two] بعد محاولتين
        [few] بعد { $number } محاولات
        [many] بعد { $number } محاولة
       *[other] بعد { $number } محاولة
    } حتى الآن.
log-notice-write-unheard = إشعار: لم تُجب الخدمة (DSS) بشأن { $name }، ويجري التحقّق من ذلك.
log-notice-reconciled =
    { $landed ->
        [true] إشعار: تبيّن أنّ الخدمة (DSS) أخذت { $name }.
       *[other] إشعار: تبيّن أنّ الخدمة (DSS) لم تأخذ { $name }.
    }
log-notice-meetings-left-out = إشعار: { $count ->
        [zero] لم يُترك أيّ التقاء
        [one] التقاء واحد
        [two] التقاءان
        [few] { $number } التقاءات
        [many] { $number } التقاءً
       *[other] { $number } التقاء
    } لم يُسجَّل على حدة لكثرة العدد.
log-notice-peer-unreadable = إشعار: تتعذّر قراءة ما تجيب به { $manager }.
