# أشخاص المكتب.
people-not-yours = لا يرى أشخاصَ المكتب إلا مديرو النظام.
people-intro = من يحق له الدخول هنا وبأي دور. يسري تغيير الدور فوراً، حتى في الجلسات المفتوحة.
people-count = { $n ->
    [zero] لا أحد
    [one] شخص واحد
    [two] شخصان
    [few] { $count } أشخاص
    [many] { $count } شخصاً
   *[other] { $count } شخص
  }
people-add = إضافة شخص
people-edit = الاسم والدور
people-edit-title = تعديل { $name }
people-name = اسم الدخول
people-name-hint = حروف وأرقام ونقطة وشرطة وشرطة سفلية، ٦٤ على الأكثر. لا يمكن تغييره لاحقاً.
people-name-missing = أدخل اسماً.
people-name-long = الاسم ٦٤ محرفاً على الأكثر.
people-name-form = يتألف الاسم من حروف وأرقام ونقطة وشرطة وشرطة سفلية، وفيه حرف أو رقم على الأقل.
people-name-taken = هذا الاسم لشخص آخر.
people-last-administrator = هذا آخر مدير نظام يمكنه الدخول: اجعل شخصاً آخر مديراً أولاً.
people-full-name = الاسم الكامل
people-role = الدور
people-role-viewer = يرى كل شيء ولا يغيّر شيئاً.
people-role-planner = ويخطط العمليات ويغيّرها وينهيها ويستورد المناطق أيضاً.
people-role-duty-officer = وينشر المناطق ويزيلها ويتسلّم الإشعارات أيضاً.
people-role-administrator = ويدير الأشخاص أيضاً.
people-role-at-once = يسري تغيير الدور فوراً، حتى في الجلسات المفتوحة.
people-password-made = تُنشأ كلمة سر لهذا الشخص وتُعرض عليك مرة واحدة.
people-you = أنت
people-disabled = ممنوع من الدخول
people-totp = عامل ثانٍ
people-no-totp = بلا عامل ثانٍ
people-sessions = الجلسات
people-sessions-count = { $n ->
    [zero] لا جلسة مفتوحة
    [one] في متصفح واحد
    [two] في متصفحين
    [few] في { $count } متصفحات
    [many] في { $count } متصفحاً
   *[other] في { $count } متصفح
  }
people-last = آخر دخول
people-never = لم يدخل قط
people-created = أُضيف في
people-password = كلمة سر جديدة
people-password-text = يحصل { $name } على كلمة سر جديدة وتنتهي كل جلساته. تبطل القديمة فوراً، وتُعرض عليك الجديدة مرة واحدة.
people-end-sessions = إنهاء كل الجلسات
people-end-sessions-text = تنتهي جلسات { $name } في كل المتصفحات فوراً، ويمكنه الدخول مجدداً.
people-end-totp = إلغاء العامل الثاني
people-end-totp-text = يدخل { $name } بعدها بكلمة السر وحدها. لا تفعل هذا إلا إذا فُقد الجهاز.
people-disable = منع الدخول
people-disable-text = تنتهي جلسات { $name } كلها ولا يمكنه الدخول حتى تسمح له من جديد.
people-enable = السماح بالدخول
people-remove = إزالة
people-remove-text = يُزال { $name } ولا يمكنه الدخول بعدها. ما فعله يبقى في السجل. لا يمكن التراجع عن هذا.
people-done = تم: { $name }
people-handover = سلّم كلمة السر هذه
people-handover-text = هذه كلمة سر { $name }. تُعرض هذه المرة فقط؛ سلّمها بطريقة آمنة واطلب تغييرها بعد أول دخول.
people-copy = نسخ
people-copied = نُسخت.
people-handed-over = سلّمتها
