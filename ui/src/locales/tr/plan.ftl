# "Plan" görünümünün sözcükleri.
plan-title = Planlar
plan-new = Yeni plan
plan-changing = { $name } değişikliği
plan-unnamed = adsız plan
plan-begin = Plana başla
plan-begin-draw = Yeni plan çiz
plan-begin-type = Yeni planı yaz
plan-continue = { $name } ile sürdür
plan-own = Bu masanın planları
plan-search = Ada ya da planlayana göre ara
plan-show-ended = Bitenleri de göster
plan-none = Henüz plan yok. Bir tane çizin ya da bir şablon veya dosyayla başlayın.
plan-none-found = Aramaya uyan plan yok.
plan-more = { $n ->
    [one] Bir tane daha göster
   *[other] Daha fazla göster ({ $count } kaldı)
 }
plan-has-conflict = engelleyen çakışma
plan-starts-in = { $duration } sonra başlıyor
plan-ends-in = { $duration } sonra bitiyor
plan-over = süresi doldu
plan-unknown = Bu masada artık böyle bir plan yok.
plan-to-list = Tüm planlar
# Taslak.
plan-name = Ad
plan-priority = Öncelik
plan-priority-hint = Büyük olan önce gelir. Anlaşma yoksa 0.
plan-start-all = Tüm planın başlangıcı
plan-start = Başlangıç
plan-end = Bitiş
plan-heights = Yükseklikler
plan-state = Durum
plan-lower = Şu yükseklikten
plan-upper = Şu yüksekliğe
plan-duration = Süre (dakika)
plan-buffer = Emniyet payı (metre)
plan-tools = Çizim
plan-tool-polygon = Alan
plan-tool-rectangle = Dikdörtgen
plan-tool-circle = Daire
plan-tool-linestring = Koridor
plan-tool-select = Taşı ve düzenle
plan-tool-type = Yazarak gir
plan-tool-polygon-hint = Haritada her köşeye tıklayın. Enter ya da ilk köşeye tıklamak bitirir. Escape vazgeçer.
plan-tool-rectangle-hint = Bir köşeye, sonra karşı köşeye tıklayın. Escape vazgeçer.
plan-tool-circle-hint = Merkeze, sonra kenara tıklayın. Escape vazgeçer.
plan-tool-linestring-hint = Çizgiyi nokta nokta tıklayın. Enter ya da son noktaya tıklamak bitirir. Escape vazgeçer.
plan-tool-select-hint = Bir parçaya tıklayın. Onu, köşelerini ya da aralarındaki noktaları sürükleyin. Sağ tık köşeyi, Delete parçayı siler.
plan-type-polygon = Köşeleriyle alan
plan-type-circle = Merkez ve yarıçapla daire
plan-type-corridor = Noktalarıyla koridor
plan-undo = Geri al
plan-redo = Yinele
plan-parts = Parçalar
plan-parts-none = Henüz bir şey çizilmedi: haritada çizin, köşeleri yazın ya da dosya alın.
plan-parts-more = { $n ->
    [one] Bir tane daha göster
   *[other] { $count } tane daha göster
 }
plan-part = Parça { $number }: { $kind }
plan-part-when = { $time }, { $duration } boyunca
plan-part-wrong = eksik
plan-part-remove = Parça { $number } silinsin
plan-form-polygon = alan
plan-form-circle = daire
plan-form-corridor = koridor
plan-center = Merkez
plan-radius = Yarıçap (metre)
plan-half-width = Yarı genişlik (metre)
plan-half-width-hint = Çizginin her iki yanına.
plan-corners = { $n ->
    [one] Bir nokta
   *[other] { $count } nokta
 }
plan-corner = Nokta { $number }
plan-corner-remove = Nokta { $number } silinsin
plan-corner-new = Bir nokta daha
plan-corner-add = Ekle
plan-corners-more = { $n ->
    [one] Bir nokta daha göster
   *[other] { $count } nokta daha göster
 }
# Göndermeden önce düzeltilecekler.
plan-problem-name = Ad çok uzun: en çok { $most } bayt.
plan-problem-priority = Öncelik tam sayı olmalı.
plan-problem-no-parts = Henüz bir şey çizilmedi.
plan-problem-height = { $least } ile { $most } arasında bir yükseklik gerekli.
plan-problem-upper = Üst yükseklik alttakinden yüksek olmalı.
plan-problem-time = Tarih ve saat gerekli.
plan-problem-end = Bitiş başlangıçtan sonra olmalı.
plan-problem-buffer = Emniyet payı { $least } ile { $most } m arasında olmalı.
plan-problem-vertices = Bir alanın { $least } ile { $most } arasında köşesi olur; bunda { $count } var.
plan-problem-area = Bu parça { $area } km² kaplıyor; en çok { $most } km² olabilir. Daha küçük çizin.
plan-problem-crossing = Bu alanın kenarları kesişiyor. Bir köşeyi taşıyın.
plan-problem-radius = Yarıçap 0 m’den büyük olmalı.
plan-problem-line = Koridor için en az iki nokta gerekli.
plan-problem-width = Yarı genişlik { $least } ile { $most } m arasında olmalı.
plan-problem-volumes = Bu parçalar { $count } hacim ediyor; en çok { $most } olabilir.
plan-problem-vertices-all = Tüm parçaların toplam { $count } köşesi var; en çok { $most } olabilir.
plan-problem-ahead = En çok { $days } gün sonra başlayabilir.
plan-problem-past = Planın tamamı geçmişte.
# Sonuç.
plan-verdict = Denetim sonucu
plan-verdict-asking = Denetleniyor…
plan-verdict-clear = Bu masanın bildiği hiçbir şeyle çakışmıyor.
plan-verdict-warned = { $n ->
    [one] Kabul edilebilir. Bir konuya dikkat.
   *[other] Kabul edilebilir. { $count } konuya dikkat.
 }
plan-verdict-blocked = { $n ->
    [one] Engelli: karşılaşmaması gereken bir şeyle çakışıyor.
   *[other] Engelli: karşılaşmaması gereken { $count } şeyle çakışıyor.
 }
plan-verdict-age = Bu yanıt { $age } önce, { $time } anından.
plan-verdict-of-older = Planın önceki bir hâline ait: düğüme bu hâli sorulamadı.
plan-asked-here = Bu masanın bildikleriyle karşılaştırıldı.
plan-asked-everybody = Servise ve ilgili herkese soruldu.
plan-ask-everybody = Şimdi herkese sor
plan-asking-everybody = Servise ve ilgili herkese soruluyor…
plan-met-named = { $kind } { $name }
plan-met-of = ({ $manager })
plan-list-comma = {", "}
plan-pair-depth = yerde { $length } derinlik
plan-pair-height = { $length } ortak yükseklik
plan-pair-time = { $time } ortak süre
plan-pair-seconds = { $n ->
    [one] bir saniye ortak süre
   *[other] { $seconds } saniye ortak süre
 }
plan-pair-from = { $time } itibarıyla.
plan-pairs = { $n ->
    [one] Bir yerde.
   *[other] { $count } yerde; en derini gösteriliyor.
 }
plan-certain = Çakışma kesin.
plan-uncertain = Çakışma olası: yükseklikler tam bilinmiyor.
plan-meetings-more = { $n ->
    [one] … ve bir tane daha.
   *[other] … ve { $count } tane daha.
 }
plan-weight-lower-priority = önceliği daha yüksek: bu plan yol vermeli
plan-weight-equal-priority = aynı öncelikte ve önce gelmiş: bu plan yol vermeli
plan-weight-prohibited = yasak alan
plan-weight-unauthorised = yetki gerektiren alan
plan-weight-higher-priority = bu planın önceliği daha yüksek: öteki yol vermeli
plan-weight-equal-permitted = aynı öncelikte; çakışma burada kararlaştırılmış
plan-weight-already = kullanımdayken zaten çakışıyordu
plan-weight-advises = bilgilendirme alanı
plan-weight-authorised = yetki bulunduğu belirtildi
plan-authorisation = Bu alan için yetkimiz var
plan-authorisation-hint = Bu sizin beyanınızdır ve adınıza kaydedilir. Sistem izin vermez.
plan-authorisation-said = Yetkiniz olduğunu belirttiniz.
plan-authorisation-take-back = Beyanı geri al
# Seçenekler.
plan-ways = Seçenekler
plan-ways-seeking = Seçenekler aranıyor…
plan-ways-none = 6 saat ve 300 m içinde seçenek yok. Planı taşıyın ya da bölün.
plan-ways-failed = Seçenekler aranamadı.
plan-way-later = +{ $time }
plan-way-earlier = −{ $time }
plan-way-higher = { $length } daha yüksek
plan-way-lower = { $length } daha alçak
plan-way-hold = yolda { $time } bekle
plan-way-from = { $time } itibarıyla
plan-way-clear = denetlendi: çakışma yok
plan-way-take = Bunu al
# Gönderme ve sonrası.
plan-send = Gönderme
plan-submit = Sun
plan-send-change = Değişikliği gönder
plan-discard = Vazgeç ve sil
plan-discard-title = Bu taslak silinsin mi?
plan-discard-text = Çizilenler ve yazılanlar kaybolur. Daha önce gönderilmiş plan olduğu gibi kalır.
plan-replace-text = Başka bir taslak açık. İçinde çizilenler ve yazılanlar kaybolur.
plan-doing-submit = Sunuluyor: servise ve ilgili herkese soruluyor…
plan-doing-change = Değişiklik gönderiliyor…
plan-doing-activate = Etkinleştiriliyor…
plan-doing-contingent = Acil durum bildiriliyor…
plan-doing-end = Bitiriliyor…
plan-done-submit = { $name } servisçe kabul edildi. İlgili herkese bildiriliyor.
plan-done-change = { $name } değişikliği yürürlükte. İlgili herkese bildiriliyor.
plan-done-activate = { $name } etkin. İlgili herkese bildiriliyor.
plan-done-contingent = { $name } acil durumda. İlgili herkese bildiriliyor.
plan-done-end = { $name } bitti.
plan-being-found-out = { $name } gönderildi ama servis yanıt vermedi. Alınıp alınmadığı araştırılıyor.
plan-unheard = Servisten ses gelmedi. Gerçekleşip gerçekleşmediği araştırılıyor; burada bildirilecek. Yeniden göndermek güvenlidir.
plan-refused-submit = Reddedildi: karşılaşmaması gereken bir şeyle çakışıyor. Hiçbir şey değişmedi.
plan-refused-activate = Etkinleştirilemez: karşılaşmaması gereken bir şeyle çakışıyor.
plan-refused-field = Reddedildi; işaretli alana bakın: { $text }
plan-changed-by-someone = Bu arada biri bu planı değiştirdi.
plan-changed-draft-kept = Taslağınız saklandı.
plan-differs = Farklar
plan-theirs = Şimdiki hâli
plan-mine = Taslağınız
plan-keep-mine = Benimki kalsın; ötekini gördüm
plan-take-theirs = Şimdiki hâlini al
# Tek plan.
plan-deeds = Yapılabilecekler
plan-activate = Etkinleştir
plan-activate-from = { $time } itibarıyla, { $duration } sonra etkinleştirilebilir.
plan-activate-not-now = Yalnızca hacimlerinden biri yürürlükteyken etkinleştirilebilir.
plan-change = Değiştir
plan-duplicate = Çoğalt
plan-contingent = Acil durum bildir
plan-contingent-title = { $name } için acil durum bildirilsin mi?
plan-contingent-text = Operasyonun artık planının dışında olduğu herkese bildirilir. Geri alınamaz; sonrasında yalnızca bitirilebilir.
plan-contingent-known = Nerede olabileceği zaten bildirildi; öyle kalır.
plan-contingent-where = Bundan böyle nerede olabilir: hacimlerinin çevresinde
plan-contingent-lateral = Her yana (metre)
plan-contingent-vertical = Yukarı ve aşağı (metre)
plan-contingent-longer = Daha uzun (dakika)
plan-end-deed = Bitir
plan-end-title = { $name } bitirilsin mi?
plan-end-text = Hacimleri boşalır ve ilgili herkese bildirilir. Yeniden başlatılamaz.
plan-pending = şu duruma geçiyor: { $state }
plan-pending-since = Servis { $duration } süredir yanıt vermedi. Alınıp alınmadığı araştırılıyor.
plan-telling = { $n ->
    [one] bildirilecek bir taraf kaldı
   *[other] bildirilecek { $count } taraf kaldı
 }
plan-telling-failing = { $n ->
    [one] Biri yanıt vermiyor.
   *[other] { $count } tanesi yanıt vermiyor.
 }
plan-told-all = İlgili herkese bildirildi.
plan-outside = { $duration } süredir hacimlerinin dışında
plan-contingent-in = Geri dönmezse { $duration } sonra acil durum.
plan-contingent-due = Acil duruma geçiyor.
plan-left-at = Çıktığı yer
plan-meets = Karşılaştıkları
plan-meets-nothing = Bu masanın bildiği hiçbir şeyle karşılaşmıyor.
plan-volumes = Hacimler
plan-off-nominal = plan dışı
plan-planner = Planlayan
plan-made = Oluşturuldu
plan-last-change = Değiştirildi
plan-last-position = Son konum
plan-authorisations = Yetkiler
plan-authorisations-count = { $n ->
    [one] bir yetki beyan edildi
   *[other] { $count } yetki beyan edildi
 }
plan-id = Kimlik
# Dosyalar.
plan-from-file = Dosyadan
plan-file = GeoJSON, KML, KMZ ya da QGroundControl planı
plan-file-hint = Seçin ya da buraya bırakın. En çok 16 MiB. Bununla hiçbir şey sunulmaz.
plan-file-too-large = Bu dosya { $size } MiB; en çok { $most } MiB okunur. Gereksizleri çıkarın ya da bölün.
plan-file-reading = Okunuyor…
plan-file-volumes = { $n ->
    [one] Bir hacim okundu.
   *[other] { $count } hacim okundu.
 }
plan-file-needs-start = Dosya ne zaman başladığını söylemiyor.
plan-file-buffers = Emniyet payları
plan-file-lateral = Her yana (metre)
plan-file-vertical = Yukarı ve aşağı (metre)
plan-file-usual = Boşsa alışılmış olan.
plan-file-take = Plan yap
plan-file-add = Plana ekle
plan-stated = Varsayılanlar
# Şablonlar.
plan-templates = Şablonlar
plan-templates-none = Henüz şablon yok. Her plan şablon olarak kaydedilebilir.
plan-template-start = Şablonlardan yapılan planların başlangıcı
plan-template-use = Kullan
plan-template-by = { $by }, { $time }
plan-template-save = Şablon olarak kaydet
plan-template-name = Şablonun adı
plan-template-name-wrong = Ad 1 ile { $most } bayt arasında olmalı.
plan-template-too-large = Bu plan şablon için çok büyük: en çok { $most } KiB.
plan-template-saved = { $name } şablonu kaydedildi.
plan-template-replace-title = Şablon değiştirilsin mi?
plan-template-replace = { $name } adlı bir şablon zaten var. Yerine bu geçer.
plan-template-replace-deed = Değiştir
plan-template-delete = { $name } şablonunu sil
plan-template-delete-title = Bu şablon silinsin mi?
plan-template-delete-text = { $name } herkes için silinir. Ondan yapılmış planlar kalır.
