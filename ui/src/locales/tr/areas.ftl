# "Bölgeler" görünümü.
areas-own = Bu masanın bölgeleri
areas-back = Bütün bölgeler
areas-missing = Böyle bir bölge yok. Kaldırılmış olabilir; kayıt bunu gösterir.
areas-search = Ada göre ara
areas-kind = Tür
areas-kind-all = bütün türler
areas-time = Ne zaman
areas-time-all = herhangi bir zaman
areas-time-active = şimdi etkin
areas-time-soon = 24 saat içinde etkin olacak
areas-publication = Yayım
areas-publication-all = yayımlanmış veya değil
areas-publication-published = yayımlanmış
areas-publication-unpublished = yayımlanmamış
areas-listed = { $n ->
    [one] { $count } bölge uyuyor
   *[other] { $count } bölge uyuyor
 }
areas-show-more = { $n ->
    [one] Daha fazla göster ({ $count } kaldı)
   *[other] Daha fazla göster ({ $count } kaldı)
 }
areas-more = { $n ->
    [one] ve { $count } tane daha
   *[other] ve { $count } tane daha
 }
areas-always = her zaman etkin
areas-active = etkin, sonu yok
areas-active-until = etkin; bitişi { $when }, { $time }
areas-active-from = etkin oluyor: { $when }, { $time }
areas-over = hesaplandığı kadarıyla artık etkin değil
areas-published = yayımlandı
areas-publishing = yayımlandı, hepsi henüz DSS’te değil
areas-published-nothing = yayımlandı, henüz bildirilecek bir şey yok
areas-unpublished = yayımlanmadı
areas-withdrawing = geri çekiliyor
areas-show-on-map = Haritada göster
areas-log = Neler oldu (kayıt)
areas-heights = Yükseklikler
areas-schedule = Ne zaman etkin
areas-windows = Sonraki zamanlar
areas-window-start = başlangıç
areas-window-end = bitiş
areas-window-length = süre
areas-open-start = başlangıcı yok
areas-open-end = sonu yok
areas-windows-unlisted = { $n ->
    [one] Sonraki { $count } zaman hesaplandı ama listelenmedi.
   *[other] Sonraki { $count } zaman hesaplandı ama listelenmedi.
 }
areas-windows-until = Şu ana kadar hesaplandı: { $time }.
areas-week = Önümüzdeki yedi gün, { $zone }
areas-week-table = Önümüzdeki yedi günün çizelgesi; alttaki tablo aynısını söyler.
areas-week-unknown = Şundan sonrası listelenmedi: { $time }.
areas-constraints = Diğerlerine bildirilenler
areas-no-constraints = Hiçbir şey: bölge yayımlanmadı.
areas-no-constraints-yet = Henüz hiçbir şey: hiçbir zamanı yeterince yakın değil.
areas-constraint-at-dss = DSS’te
areas-constraint-being-written = yazılıyor
areas-constraint-being-removed = kaldırılıyor
areas-constraint-not-at-dss = DSS’te değil
areas-version = sürüm { $version }
areas-constraints-unlisted = { $n ->
    [one] ve { $count } kısıtlama daha
   *[other] ve { $count } kısıtlama daha
 }
areas-said = Dosyasının söyledikleri
areas-message = İleti
areas-reason = Neden
areas-conditions = Koşullar
areas-authority = Kime sorulur
areas-everything = Dosyasının söylediği her şey
areas-changed = Değişti: { $time } (düzeltme { $revision })
areas-source = { $format } dosyasından okundu: { $path }
areas-publish = Yayımla
areas-publish-title = { $name } yayımlansın mı?
areas-publish-text = Oraya abone olan herkese bölgenin “{ $kind }” olduğu, yeri, yükseklikleri ve etkin olduğu zamanlar DSS’te kısıtlamalar olarak bildirilir. Adı ve kime sorulacağı da bildirilir.
areas-publish-done = { $name } yayımlandı; kısıtlamaları yazılıyor.
areas-withdraw = Geri çek
areas-withdraw-title = { $name } geri çekilsin mi?
areas-withdraw-text = Kısıtlamaları DSS’ten kaldırılır ve diğerlerine artık olmadığı bildirilir. Burada kalır.
areas-withdraw-done = { $name } geri çekildi; kısıtlamaları kaldırılıyor.
areas-remove = Kaldır
areas-remove-title = { $name } kaldırılsın mı?
areas-remove-text = Bu masanın planları artık onunla karşılaştırılmaz. Geri getirmek için dosyası yeniden içe aktarılmalıdır.
areas-remove-text-published = Yayımlanmış: kısıtlamaları DSS’ten de kaldırılır ve diğerlerine haber verilir. Bu masanın planları artık onunla karşılaştırılmaz. Geri getirmek için dosyası yeniden içe aktarılmalıdır.
areas-remove-done = { $name } kaldırıldı.
areas-cannot-publish = Bu masa bölge yayımlamak üzere ayarlanmamış (manages_constraints).
areas-known = Diğerlerinin kısıtlamaları
areas-known-hint = Diğerlerinin bu masaya bildirdikleri. Onları yalnızca sahipleri değiştirir.
areas-known-none = Bilinen yok.
areas-known-of = { $manager } tarafının
areas-known-zone = Sahibinin söyledikleri
areas-import = İçe aktar
areas-import-one = Birden çok dosya bırakıldı; ilki alındı. Diğerlerini teker teker verin.
areas-file = Bölge dosyası seç
areas-file-hint = GeoJSON, KML veya KMZ, ED-318, ED-269, OpenAir; en çok { $size } MiB. Ya da buraya bırakın. Önce dosyaya bakılır; siz söylemeden hiçbir şey eklenmez.
areas-format = Şu biçimde oku
areas-format-auto = neye benziyorsa
areas-format-geo-json = GeoJSON
areas-format-kml = KML, KMZ
areas-format-ed318 = ED-318
areas-format-ed269 = ED-269
areas-format-open-air = OpenAir
areas-file-empty = Dosya boş.
areas-file-large = Dosya { $size } MiB; en çok { $most } MiB okunur. Gönderilmedi. Birkaç dosyaya bölün.
areas-file-binary = Bu bir bölge dosyası değil: bir resim, PDF veya başka bir programın dosyası gibi görünüyor. Gönderilmedi.
areas-file-encoding = Dosya UTF-16 ile yazılmış. UTF-8 olarak kaydedip yeniden seçin.
areas-file-unreadable = Dosya okunamadı. Bir klasör olabilir ya da taşınmış olabilir.
areas-checking = Düğüm dosyaya bakıyor…
areas-importing = Bölgeler ekleniyor…
areas-check-failed = Dosya okunamadı:
areas-import-failed = İçe aktarma başarılı olmadı. Bir kısmı yapılmış olabilir; yinelenebilir.
areas-check-again = Yeniden bak
areas-put-away = Dosyayı kaldır
areas-would-come = { $n ->
    [0] Bu dosyadan hiçbir şey eklenemez.
    [one] { $count } bölge eklenebilir; yeni: { $fresh }.
   *[other] { $count } bölge eklenebilir; yeni: { $fresh }.
 }
areas-is-new = yeni
areas-is-known = zaten burada: kalır, farklıysa değiştirilir
areas-import-deed = { $n ->
    [one] { $count } bölge ekle
   *[other] { $count } bölge ekle
 }
areas-imported = { $n ->
    [0] Hiçbir bölge eklenmedi.
    [one] { $count } bölge eklendi.
   *[other] { $count } bölge eklendi.
 }
areas-problems = Dosyadaki sorunlar
areas-problem-what = Ağırlık
areas-problem-where = Nerede
areas-problem-says = Düğümün söylediği
areas-errors = { $n ->
    [one] { $count } hata: alınmadı
   *[other] { $count } hata: alınmadı
 }
areas-warnings = { $n ->
    [one] { $count } uyarı: yine de okundu
   *[other] { $count } uyarı: yine de okundu
 }
areas-error = alınmadı
areas-warning = okundu
areas-problems-unlisted = { $n ->
    [one] ve listelenmeyen { $count } sorun daha
   *[other] ve listelenmeyen { $count } sorun daha
 }
