# Düğüm: makinenin durumu.
node-stale = Gördüğünüz { $age } öncesine ait: { $time }.
node-about = Bu düğüm
node-version = Sürüm
node-party = Taraf
node-uptime = Çalışma süresi
node-started = Başlangıç
node-clock = Saati
node-ledgers = Kayıt defterleri
node-ledger-airspace = Hava sahası (DSS)
node-ledger-desk = Masa
node-records =
    { $count ->
        [one] { $number } kayıt
       *[other] { $number } kayıt
    }
node-store-ok = yazılabiliyor
node-store-bad = depo kayıt almıyor
node-store-sqlite = diskte
node-store-memory = yalnızca bellekte
node-desk = Masa
node-streams = Durumu izleyen sayfalar
node-pending = Yanıtı gelmemiş yazmalar
node-deliveries = Bekleyen bildirimler
node-ground = Zemin yükseklikleri
node-rules = Kurallar
node-yes = evet
node-no = hayır
node-rule-equal-priority-may-overlap = Eşit öncelikler çakışabilir
node-rule-monitors-conformance = Konumlar izleniyor
node-reached = Ulaşılabilenler
node-reached-none = Başlangıçtan beri kimse aranmadı.
node-reached-ok = yanıt veriyor
node-reached-bad = yanıt vermiyor
node-kind-dss = DSS
node-kind-peer = Başka taraf
node-kind-token-server = Belirteç sunucusu
node-calls =
    { $count ->
        [one] { $number } çağrı
       *[other] { $number } çağrı
    }
node-failures =
    { $count ->
        [one] { $number } hata
       *[other] { $number } hata
    }
node-mean = ortalama { $value } ms
node-last-ok = son yanıt { $time }
node-never-ok = hiç yanıt yok
node-last-failure = son hata { $time }
node-limits = Sınırlar
node-limit = Sınırlanan
node-fullness = Doluluk
node-used = Kullanılan
node-bound = En çok
node-limit-reached = Ulaşıldı
node-percent = % { $value }
node-times =
    { $count ->
        [one] { $number } kez
       *[other] { $number } kez
    }
node-never = hiç
node-requests = İstekler
node-operation = İşlem
node-count = Başlangıçtan beri
node-failed = Başarısız
node-per-second = Saniyede
node-mean-ms = Ortalama, ms
node-rate = Şu anda saniyede { $value } istek, { $failed } tanesi başarısız; son on dakikada en çok { $most }.
node-rate-soon = Hız, birkaç saniye içinde ikinci ölçümden sonra belli olur.
node-limit-plans = Bu masanın operasyonları
node-limit-areas = Bölgeler
node-limit-known = Başkalarının bildirdikleri
node-limit-constraints = Bu masanın kısıtları
node-limit-deliveries = Bekleyen bildirimler
node-limit-notices-listed = Eldeki bildirimler
node-limit-subscriptions = Abonelikler
node-limit-templates = Şablonlar
node-limit-connections = Bağlantılar
node-limit-bodies-kib = İstekler için bellek, KiB
node-limit-streams = İzleyen sayfalar
node-limit-requests-of-one-subject = Bir istemcinin saniyedeki istekleri
node-limit-commands-waiting-desk = Karar bekleyenler, masa
node-limit-commands-waiting-airspace = Karar bekleyenler, hava sahası
node-limit-log-searches = Kayıt aramaları
node-limit-log-exports = Kayıt dışa aktarmaları
node-limit-looks-into-the-past = Geçmişe bakışlar
node-rule-processes-constraints = Başkalarının kısıtları dikkate alınıyor
node-rule-manages-constraints = Yayımlanan bölgeler kısıt olur
node-rule-contingent-after-s = Uyumsuz operasyonun acil duruma geçmesine kadar saniye
node-rule-automated-testing = Otomatik sınama arayüzleri
node-operation-none = işlem yok
