# العقدة: حال الجهاز.
node-stale = عمر ما تراه { $age }: يعود إلى { $time }.
node-about = هذه العقدة
node-version = الإصدار
node-party = الجهة
node-uptime = تعمل منذ
node-started = بدأت في
node-clock = ساعتها
node-ledgers = السجلّات
node-ledger-airspace = المجال الجوّي (DSS)
node-ledger-desk = المكتب
node-records =
    { $count ->
        [zero] لا قيود
        [one] قيد واحد
        [two] قيدان
        [few] { $number } قيود
        [many] { $number } قيدًا
       *[other] { $number } قيد
    }
node-store-ok = يُكتب فيه
node-store-bad = المخزن لا يقبل القيود
node-store-sqlite = على القرص
node-store-memory = في الذاكرة فقط
node-desk = المكتب
node-streams = صفحات تتابع الصورة
node-pending = كتابات لم يُعرف مصيرها بعد
node-deliveries = بلاغات لم تصل بعد
node-ground = ارتفاعات سطح الأرض
node-rules = القواعد
node-yes = نعم
node-no = لا
node-rule-equal-priority-may-overlap = يجوز تداخل متساوي الأولوية
node-rule-monitors-conformance = المواقع مراقَبة
node-reached = من يمكن الوصول إليه
node-reached-none = لم يُتّصل بأحد منذ البدء.
node-reached-ok = يجيب
node-reached-bad = لا يجيب
node-kind-dss = الخدمة (DSS)
node-kind-peer = جهة أخرى
node-kind-token-server = خادم الرموز
node-calls =
    { $count ->
        [zero] بلا اتصالات
        [one] اتصال واحد
        [two] اتصالان
        [few] { $number } اتصالات
        [many] { $number } اتصالًا
       *[other] { $number } اتصال
    }
node-failures =
    { $count ->
        [zero] بلا إخفاقات
        [one] إخفاق واحد
        [two] إخفاقان
        [few] { $number } إخفاقات
        [many] { $number } إخفاقًا
       *[other] { $number } إخفاق
    }
node-mean = { $value } م‌ث في المتوسّط
node-last-ok = آخر جواب { $time }
node-never-ok = لم يُسمع منه قطّ
node-last-failure = آخر إخفاق { $time }
node-limits = الحدود
node-limit = الحدّ على
node-fullness = الامتلاء
node-used = المستعمل
node-bound = الأقصى
node-limit-reached = بُلغ الحدّ
node-percent = { $value } ٪
node-times =
    { $count ->
        [zero] ولا مرّة
        [one] مرّة واحدة
        [two] مرّتين
        [few] { $number } مرّات
        [many] { $number } مرّة
       *[other] { $number } مرّة
    }
node-never = لم يُبلغ
node-requests = الطلبات
node-operation = العملية البرمجية
node-count = منذ البدء
node-failed = أخفقت
node-per-second = في الثانية
node-mean-ms = المتوسّط، م‌ث
node-rate = الآن { $value } طلبًا في الثانية، أخفق منها { $failed }؛ وأقصاها { $most } في الدقائق العشر الأخيرة.
node-rate-soon = يُعرف المعدّل بعد القراءة الثانية، خلال ثوانٍ.
node-limit-plans = عمليات هذا المكتب
node-limit-areas = المناطق
node-limit-known = ما أفصح عنه الآخرون
node-limit-constraints = القيود الجوّية لهذا المكتب
node-limit-deliveries = بلاغات لم تصل بعد
node-limit-notices-listed = الإشعارات الحاضرة
node-limit-subscriptions = الاشتراكات
node-limit-templates = القوالب
node-limit-connections = الاتصالات
node-limit-bodies-kib = ذاكرة الطلبات، كيبيبايت
node-limit-streams = الصفحات المتابِعة
node-limit-requests-of-one-subject = طلبات متّصل واحد في الثانية
node-limit-commands-waiting-desk = بانتظار القرار، المكتب
node-limit-commands-waiting-airspace = بانتظار القرار، المجال الجوّي
node-limit-log-searches = عمليات البحث في السجلّ
node-limit-log-exports = تصدير السجلّ
node-limit-looks-into-the-past = النظر إلى الماضي
node-rule-processes-constraints = تُراعى قيود الجهات الأخرى
node-rule-manages-constraints = تصير المناطق المنشورة قيودًا جوّية
node-rule-contingent-after-s = ثوانٍ حتى تصير العملية غير المطابقة طارئة
node-rule-automated-testing = واجهات الاختبار الآلي
node-operation-none = بلا عملية
