# ورقة الإيجاز.
briefing-title = إيجاز
briefing-sheet = ورقة الإيجاز
briefing-print = طباعة
briefing-choose-plans = العمليات
briefing-choose-hint = إن لم تختر شيئًا فجميع عمليات المدّة.
briefing-narrow = القائمة غير كاملة. اختر مدّة أقصر.
briefing-period = المدّة
briefing-period-from = من
briefing-period-to = إلى
briefing-content = محتوى الورقة
briefing-part-map = الخريطة
briefing-part-operations = العمليات
briefing-part-coordinates = الإحداثيات للقراءة والترديد
briefing-part-meetings = ما تلتقي به
briefing-part-areas = المناطق السارية
briefing-part-peers = عمليات الجهات الأخرى القريبة
briefing-part-notices = إشعارات لم يطّلع عليها أحد
briefing-part-signatures = قُرئت وفُهمت
briefing-prepared-by = أعدّها
briefing-prepared-at = في
briefing-picture = الصورة
briefing-picture-live = عمرها { $age }، القيد { $index } من السجلّ
briefing-picture-past = ما كان هذا المكتب يعرفه في { $time }، القيد { $index } من السجلّ
briefing-warning = تبيّن هذه الورقة ما كان معروفًا وقت إعدادها، وليست إذنًا بالطيران.
briefing-unlimited = بلا حدّ
briefing-left-out =
    { $count ->
        [zero] لا شيء متروك خارج هذه الورقة.
        [one] واحد آخر ليس في هذه الورقة.
        [two] اثنان آخران ليسا في هذه الورقة.
        [few] { $number } أخرى ليست في هذه الورقة.
        [many] { $number } أخرى ليست في هذه الورقة.
       *[other] { $number } أخرى ليست في هذه الورقة.
    }
briefing-height = { $m } م / { $ft } قدم { $reference }
briefing-name = الاسم
briefing-state = الحالة
briefing-from = من
briefing-to = إلى
briefing-heights = الارتفاعات
briefing-no-operations = لا عمليات لهذا المكتب في هذه المدّة.
briefing-coordinates-of = إحداثيات { $name }
briefing-place = الموضع
briefing-corner = الحجم { $volume }، النقطة { $corner }
briefing-radius = نصف القطر { $length }
briefing-notation-first = بالصيغة المختارة
briefing-notation-second = بصيغة أخرى
briefing-read-back = رُدّدت
briefing-no-meetings = لا تلتقي بشيء معروف.
briefing-blocks = تعارض لا تجيزه القواعد
briefing-does-not-block = تجيزه القواعد
briefing-uncertain = غير مؤكّد لأنّ الارتفاعات غير معروفة بدقّة
briefing-no-areas = لا منطقة سارية في هذه المدّة.
briefing-peers-near = عمليات الجهات الأخرى ضمن { $length }
briefing-no-peers = لا شيء معروف.
briefing-withheld = لم تُفصح جهتها عن المزيد
briefing-no-notices = اطُّلع عليها جميعًا.
briefing-reader = الاسم
briefing-role = الدور
briefing-read-at = وقت القراءة (مع المنطقة الزمنية)
briefing-signature = التوقيع
briefing-map-alt = خريطة العمليات والمناطق
briefing-map-none = تعذّر إعداد صورة للخريطة هنا.
briefing-map-waiting = تُرسم الخريطة…
briefing-map-at = الخريطة في { $time }
