# الخريطة وشريط زمنها واللوحة المجاورة لها.
map-title = الخريطة. مفاتيح الأسهم تحرّكها، وعلامتا الزائد والناقص تقرّبان وتبعّدان.
map-controls = أزرار الخريطة
map-zoom-in = تقريب
map-zoom-out = تبعيد
map-fit-all = إظهار كل شيء
map-locate = إظهار المحدَّد
map-no-webgl = لا يمكن رسم الخريطة في هذا المتصفح (لا يوفّر WebGL). القوائم والتفاصيل تعمل من دونها.
map-basemap-failed = تعذّر تحميل أرضية الخريطة: { $detail }
map-at-pointer = تحت المؤشر:
map-at-middle = وسط الخريطة:
map-scale = المقياس:
map-scale-m = { $value } م
map-scale-km = { $value } كم
map-scale-ft = { $value } قدم
map-scale-nm = { $value } ميل بحري
map-inactive = غير سارية في هذه اللحظة
map-withheld-short = تفاصيل محجوبة
map-depth-horizontal = ↔ { $length }
map-depth-vertical = ↕ { $length }
map-depth-time = ⏱ { $time }
map-time = الزمن
map-time-slider = اللحظة التي تعرضها الخريطة
map-now = الآن
map-play = تسريع الزمن { $rate } مرة
map-ahead = بعد { $duration }
map-back = قبل { $duration }
map-tick = { $hours } س
map-seen-operations = على الخريطة: { $own ->
    [zero] لا عمليات من عملياتنا
    [one] عملية واحدة من عملياتنا
    [two] عمليتان من عملياتنا
    [few] { $ownText } عمليات من عملياتنا
    [many] { $ownText } عمليةً من عملياتنا
   *[other] { $ownText } عملية من عملياتنا
  }، و{ $peers ->
    [zero] لا شيء لأطراف أخرى.
    [one] عملية واحدة لأطراف أخرى.
    [two] عمليتان لأطراف أخرى.
    [few] { $peersText } عمليات لأطراف أخرى.
    [many] { $peersText } عمليةً لأطراف أخرى.
   *[other] { $peersText } عملية لأطراف أخرى.
  }
map-seen-off-nominal = { $n ->
    [zero] لا عملية خارجة عن المعتاد.
    [one] عملية واحدة خارجة عن المعتاد.
    [two] عمليتان خارجتان عن المعتاد.
    [few] { $nText } عمليات خارجة عن المعتاد.
    [many] { $nText } عمليةً خارجة عن المعتاد.
   *[other] { $nText } عملية خارجة عن المعتاد.
  }
map-seen-zones = { $n ->
    [zero] لا منطقة سارية من أصل { $allText }.
    [one] منطقة واحدة سارية من أصل { $allText }.
    [two] منطقتان ساريتان من أصل { $allText }.
    [few] { $nText } مناطق سارية من أصل { $allText }.
    [many] { $nText } منطقةً سارية من أصل { $allText }.
   *[other] { $nText } منطقة سارية من أصل { $allText }.
  }
map-seen-positions = { $n ->
    [zero] لا طائرة ظاهرة.
    [one] طائرة واحدة ظاهرة.
    [two] طائرتان ظاهرتان.
    [few] { $nText } طائرات ظاهرة.
    [many] { $nText } طائرةً ظاهرة.
   *[other] { $nText } طائرة ظاهرة.
  }
map-seen-conflicts = { $n ->
    [zero] لا تعارض في هذه اللحظة.
    [one] تعارض واحد في هذه اللحظة.
    [two] تعارضان في هذه اللحظة.
    [few] { $nText } تعارضات في هذه اللحظة.
    [many] { $nText } تعارضاً في هذه اللحظة.
   *[other] { $nText } تعارض في هذه اللحظة.
  }
# اللوحة.
map-list = على الخريطة
map-search = بحث بالاسم أو المعرّف أو الطرف
map-what = ماذا
map-what-all = كل شيء
map-what-own-operation = عملياتنا
map-what-peer-operation = عمليات الآخرين
map-what-area = المناطق
map-what-constraint = القيود على المجال
map-sort = الحالة أو النوع
map-any = أيّ
map-active-only = الساري في اللحظة المعروضة فقط
map-found = { $n ->
    [zero] لا شيء كهذا.
    [one] نتيجة واحدة.
    [two] نتيجتان.
    [few] { $count } نتائج.
    [many] { $count } نتيجةً.
   *[other] { $count } نتيجة.
  }
map-more = { $n ->
    [zero] لا مزيد
    [one] إظهار واحدة أخرى
    [two] إظهار اثنتين أخريين
    [few] إظهار { $count } أخرى
    [many] إظهار المزيد من أصل { $count }
   *[other] إظهار المزيد من أصل { $count }
  }
map-left-out = { $n ->
    [zero] ظهرت كلها.
    [one] لم يظهر واحد.
    [two] لم يظهر اثنان.
    [few] لم تظهر منها { $count }.
    [many] لم يظهر منها { $count }.
   *[other] لم يظهر منها { $count }.
  }
map-own = لنا
map-peer = لطرف آخر
map-show = إظهار على الخريطة
map-open-plan = الخطة
map-open-area = المنطقة
map-open-log = إظهار في السجل
map-gone = لم يعد هذا جزءاً من الصورة.
map-when = الوقت
map-heights = الارتفاعات
map-band = من { $lower } إلى { $upper }
map-priority = الأولوية
map-not-told = لم تُذكر
map-planner = خطّط لها
map-changed = آخر تغيير
map-pending = قيد الكتابة
map-pending-since = منذ { $time }، ولم يأتِ جواب بعد
map-excursion = خارج أحجامها منذ
map-last-position = آخر موقع
map-manager = الطرف
map-told-by = أخبر بها
map-version = النسخة
map-id = المعرّف
map-withheld = لا يجيب صاحبها ولم يذكر تفاصيل: قد تكون في أي مكان داخل هذه الأحجام.
map-published = منشورة
map-published-yes = نعم، أُبلغ بها الآخرون
map-published-no = لا، لا يعرفها إلا هذا المكتب
map-schedule = سارية
map-windows-until = الأوقات محسوبة حتى { $time }.
map-volumes = { $n ->
    [zero] لا أحجام
    [one] حجم واحد
    [two] حجمان
    [few] { $count } أحجام
    [many] { $count } حجماً
   *[other] { $count } حجم
  }
map-meets = تلتقي بـ
map-meets-nothing = لا تلتقي بشيء يعرفه هذا المكتب.
map-uncertain = ربما: ثمة ارتفاع غير معروف بدقة
map-profile = المقطع الرأسي
map-profile-terrain = الارتفاعات فوق مجسّم WGS 84. سطح الأرض غير ظاهر لأنه غير معروف هنا.
map-profile-table = المقطع في جدول
map-profile-summary = { $span }: { $n ->
    [zero] لا تداخل.
    [one] تداخل واحد.
    [two] تداخلان.
    [few] { $count } تداخلات.
    [many] { $count } تداخلاً.
   *[other] { $count } تداخل.
  }
map-box-own = حجم
map-box-own-off-nominal = حجم خارج عن المعتاد
map-box-other = عملية أخرى
map-box-zone = منطقة
map-box-overlap = تداخل مع
map-goto = الذهاب إلى إحداثيات
map-go = اذهب
map-layers = الطبقات ومفتاح الخريطة
map-layers-shown = الظاهر
map-layer-operations = العمليات
map-layer-areas = المناطق والقيود
map-layer-positions = الطائرات
map-layer-conflicts = التعارضات
map-layer-names = أسماء البلدان والأماكن
map-layer-grid = شبكة الإحداثيات
map-sample-aircraft = طائرة؛ والمفرغة: آخر خبر عنها قبل أكثر من ١٥ ثانية
map-sample-conflict = تعارض في اللحظة المعروضة؛ والمفرغ: لاحقاً
map-sample-meeting = التقاء مسموح
map-legend-hint = المعيّنات عملياتنا والمثلثات عمليات الآخرين، والممتلئة منها تطير. الإطار المتقطع لعملية مقبولة لدى الخدمة، والمتصل لعملية مفعّلة، والمنقّط لما ليس سارياً في اللحظة المعروضة. الطائرات لا تظهر إلا للآن.
map-unit-m = م
map-unit-ft = قدم
map-not-drawn = { $n ->
    [zero] رُسم كل شيء.
    [one] شيء واحد لم يُرسم لكثرة الأشياء.
    [two] شيئان لم يُرسما لكثرة الأشياء.
    [few] { $count } أشياء لم تُرسم لكثرتها.
    [many] { $count } شيئًا لم يُرسم لكثرة الأشياء.
   *[other] { $count } شيء لم يُرسم لكثرة الأشياء.
}
