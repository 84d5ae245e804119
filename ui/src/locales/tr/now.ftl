# "Şimdi" görünümü: birini bekleyenler, uyarılar, bildirimler.
now-heading = Şimdi sizi bekleyenler
now-badge = { $n ->
    [one] { $count } acil konu
   *[other] { $count } acil konu
 }
now-summary = Acil: { $urgent } · yakında: { $soon } · bilgi: { $know }
now-urgency-urgent = acil
now-urgency-soon = yakında
now-urgency-know = bilgi
now-over = artık kimseyi beklemiyor
now-more = { $n ->
    [one] ve { $count } tane daha
   *[other] ve { $count } tane daha
 }
now-nothing = Şimdi kimseyi bekleyen bir şey yok.
now-nothing-age = { $time } anının durumuna göre, { $age } önce.
now-nothing-stale = Bu durum { $age } eski: sizi bekleyen bir şey olup olmadığı buradan söylenemez.
now-nothing-known = Durum henüz gelmedi: sizi bekleyen bir şey olup olmadığı söylenemez.
now-nothing-then = { $time } anında, bu masanın bildiğine göre kimseyi bekleyen bir şey yoktu.
now-group-line = Düğümle bağlantı
now-group-conflict = Çatışmalar
now-group-off-nominal = Sınırlarının dışındaki operasyonlarımız
now-group-peer-off-nominal = Yakında, sınırlarının dışındaki başka operasyonlar
now-group-area-soon = Etkin olmak üzere olan bölgeler
now-group-delivery = Haber verilemeyenler
now-group-unheard = Yanıtsız yazımlar
now-group-due = Başlamak veya bitmek üzere olan operasyonlar
now-group-unseen = Bildirimler
now-show-on-map = Haritada göster
now-show-plan-on-map = Haritada göster: { $plan }
now-open-plan = Planı aç
now-change-plan = Planı değiştir
now-open-area = Bölgeyi aç
now-open-node = Düğüme bak
now-take = Ben ilgileniyorum
now-taken = Siz ilgileniyorsunuz
now-activate = Etkinleştir
now-activated = { $plan } etkin.
now-end = Bitir
now-end-title = { $plan } bitirilsin mi?
now-end-text = Operasyon DSS’ten kaldırılır ve diğerlerine haber verilir. Bu geri alınamaz.
now-ended = { $plan } bitti.
now-mark-seen = Görüldü olarak işaretle
now-seen-done = Bildirimler görüldü olarak işaretlendi.
now-other-own = operasyonunuz { $name }
now-other-peer = { $manager } tarafının { $name } operasyonu
now-other-area = { $name } bölgesi
now-other-constraint = { $manager } tarafının { $name } kısıtlaması
now-depth-across = yerde { $length } derinlik
now-depth-height = { $length } ortak yükseklik
now-depth-time = { $duration } ortak süre
now-depth-places = { $n ->
    [one] { $count } yerde
   *[other] { $count } yerde
 }
now-uncertain = kesin değil: yükseklikler tam bilinmiyor
now-weight-lower-priority = öncelik diğerinde
now-weight-equal-priority = hiçbirinin önceliği yok
now-weight-prohibited = orada uçmak yasak
now-weight-unauthorised = planın belirtmediği bir yetki gerekli
now-weight-higher-priority = öncelik sizde: diğeri yol vermeli
now-weight-equal-permitted = eşitler arasında olabilir
now-weight-already = son değişiklikten önce de böyleydi
now-weight-advises = yalnızca öneri
now-weight-authorised = plan bir yetki belirtiyor
now-line-title = Düğümden ses yok
now-line-means = Gördükleriniz artık değişmiyor. Bağlantı dönene kadar buraya yeni bir şey gelmez.
now-conflict-title = Çatışma: { $plan } ile { $other }
now-conflict-permitted = Kesişme: { $plan } ile { $other }
now-off-nonconforming = { $plan } sınırlarının dışında
now-off-contingent = { $plan } beklenmedik durumda
now-off-contingent-means = nerede olabileceği diğerlerine bildirildi
now-contingent-in = beklenmedik duruma kalan: { $duration }
now-contingent-due = her an beklenmedik durum
now-peer-title = { $manager } tarafının { $other } operasyonu: { $state }
now-peer-meets = kesiştiği: { $plans }
now-peer-near = operasyonlarınızın yakınında
now-peer-near-plans = yakınında: { $plans }
now-area-title = { $name } ({ $kind })
now-area-of = kısıtlama, { $manager }
now-area-inside = içindekiler: { $plans }
now-delivery-title = { $n ->
    [one] { $to }: { $count } konu haber verilemedi
   *[other] { $to }: { $count } konu haber verilemedi
 }
now-delivery-operation = { $name } operasyonu
now-delivery-constraint = { $name } kısıtlaması
now-delivery-about = konu: { $subjects }
now-delivery-attempts = { $n ->
    [one] { $count } kez denendi
   *[other] { $count } kez denendi
 }
now-delivery-problem = sorun: { $problem }
now-unheard-title = DSS yanıt vermedi: { $plan } için istenen durum “{ $state }”
now-unheard-means = düğüm yazımın alınıp alınmadığını öğreniyor
now-due-start = { $plan } yakında başlıyor ve etkin değil
now-due-late = { $plan } başlamış olmalıydı ve etkin değil
now-due-end = { $plan } yakında bitiyor
now-due-over-flying = { $plan } süresini aştı ve hâlâ etkin
now-due-over-unflown = { $plan } süresini aştı ve etkinleştirilmedi
now-due-over-means = hava sahası artık onun için tutulmuyor
now-unseen-title = { $n ->
    [one] Kimsenin görmediği { $count } bildirim
   *[other] Kimsenin görmediği { $count } bildirim
 }
now-when-meets = kesişme { $when }
now-when-met = kesişme başladı: { $when }
now-when-outside = dışarıda; başladı: { $when }
now-when-since = başladı: { $when }
now-when-active = etkin oluyor: { $when }
now-when-active-since = etkin oldu: { $when }
now-when-until = bitiyor: { $when }
now-when-waits = bekleme başladı: { $when }
now-when-next-try = sonraki deneme: { $when }
now-when-starts = başlıyor: { $when }
now-when-ends = bitiyor: { $when }
now-when-started = başlangıcı: { $when }
now-when-ended = bitişi: { $when }
now-when-oldest = en eskisi: { $when }
now-announce-many = { $n ->
    [one] { $n } yeni acil konu
   *[other] { $n } yeni acil konu
 }
now-alerts = Ses ve uyarılar
now-alert-sound = Acil olanlar için ses
now-alert-notifications = Acil olanlar için tarayıcı uyarıları
now-sound-ready = ses çalışıyor
now-sound-waiting = tarayıcı bu sayfayı sessiz tutuyor
now-sound-waiting-help = Henüz ses yok: sayfaya tıklayana veya bir tuşa basana kadar tarayıcı bu sayfayı sessiz tutar.
now-sound-unsupported = Bu tarayıcı sesleri çalamıyor.
now-sound-allow = Sesi aç
now-notification-ready = uyarılar çalışıyor
now-notification-ask = tarayıcıya henüz sorulmadı
now-notification-ask-help = Uyarılar seçildi ama tarayıcıya henüz sorulmadı: “Ses ve uyarılar” altındaki düğmeye basın.
now-notification-denied = tarayıcı uyarıları engelliyor
now-notification-denied-help = Tarayıcı bu sayfanın uyarılarını engelliyor. Tarayıcının bu site ayarlarından (adresin yanındaki simge) izin verin, sonra sayfayı yeniden yükleyin.
now-notification-insecure = güvensiz bağlantıda olmaz
now-notification-insecure-help = Tarayıcılar yalnızca HTTPS ile veya aynı makineden gelen sayfalarda uyarır. Bu masanın HTTPS adresini kullanın.
now-notification-unsupported = bu tarayıcı uyarmıyor
now-notification-unsupported-help = Bu tarayıcıda sayfalar için uyarı yok. Ses yine de çalışır.
now-notification-allow = Tarayıcıya sor
now-try-conflict = Dene: çatışma
now-try-left = Dene: sınırların dışı
now-test-title = Deneme
now-test-conflict = Bir çatışma böyle duyulur ve görünür.
now-test-left = Sınırlarının dışındaki bir operasyon böyle duyulur ve görünür.
now-test-sound-off = Ses kapalı.
now-test-sound-played = Ses çalındı. Bir şey duymadıysanız bu makinenin ses düzeyine bakın.
now-test-sound-blocked = Tarayıcı sesi çalmadı. Sayfada bir yere tıklayıp yeniden deneyin.
now-test-notification-off = Uyarılar kapalı.
now-test-notification-shown = Bir uyarı gösterildi. Görmüyorsanız bu makinenin ayarlarına bakın (“rahatsız etme”).
now-test-notification-blocked = Tarayıcı uyarı göstermedi.
now-notices = En yeni bildirimler
now-kind = Tür
now-all-kinds = bütün türler
now-unseen-only = Yalnızca kimsenin görmedikleri
now-no-notices = Bildirim yok.
now-not-seen = görülmedi
now-seen-by = { $by } gördü, { $time }
now-show-more = { $n ->
    [one] Daha fazla göster ({ $count } kaldı)
   *[other] Daha fazla göster ({ $count } kaldı)
 }
now-kind-conflict-found = çatışma bulundu
now-kind-conflict-cleared = çatışma kalktı
now-kind-plan-changed-near = yakında değişiklik
now-kind-area-activated = bölgeyle kesişme
now-kind-state-changed = durum değişti
now-kind-left-volumes = sınırlarından çıktı
now-kind-back-in-volumes = sınırlarına döndü
now-kind-delivery-failing = haber verilemedi
now-kind-write-unheard = yanıtsız yazım
now-kind-reconciled = yazım anlaşıldı
now-kind-meetings-left-out = yazılmayan kesişmeler
now-kind-peer-unreadable = okunamayan yanıt
now-notice-conflict-found = { $blocks ->
    [true] Çatışma: { $own } ile { $other }.
   *[other] Kesişme: { $own } ile { $other }; buna izin var.
 }
now-notice-conflict-cleared = { $own } artık { $other } ile kesişmiyor.
now-notice-changed-near = { $own } yakınında { $manager } tarafının { $other } operasyonu şimdi: { $state }.
now-notice-ended-near = { $own } yakınında { $manager } tarafının { $other } operasyonu bitti.
now-notice-area-activated = Kesişme: { $own } ile { $other }.
now-notice-state-changed = { $automatic ->
    [true] { $own } kendiliğinden “{ $from }” durumundan “{ $to }” durumuna geçti.
   *[other] { $own } “{ $from }” durumundan “{ $to }” durumuna geçti.
 }
now-notice-state-new = { $own }: { $to }.
now-notice-left-volumes = { $own } sınırlarından çıktı.
now-notice-back-in-volumes = { $own } sınırlarına döndü.
now-notice-delivery-failing = { $n ->
    [one] { $to } tarafına { $own } haber verilemedi ({ $count } kez denendi): { $problem }
   *[other] { $to } tarafına { $own } haber verilemedi ({ $count } kez denendi): { $problem }
 }
now-notice-write-unheard = DSS { $own } için yanıt vermedi; düğüm yazımın alınıp alınmadığını öğreniyor.
now-notice-reconciled-landed = Anlaşıldı: DSS { $own } değişikliğini aldı.
now-notice-reconciled-lost = Anlaşıldı: DSS { $own } değişikliğini almadı.
now-notice-meetings-left-out = { $n ->
    [one] { $own }: aynı anda o kadar çok kesişme oldu ki { $count } tanesi yazılmadı.
   *[other] { $own }: aynı anda o kadar çok kesişme oldu ki { $count } tanesi yazılmadı.
 }
now-notice-peer-unreadable = { $manager } okunamayan bir yanıt verdi: { $problem }
