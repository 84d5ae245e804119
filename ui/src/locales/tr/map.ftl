# Harita, zaman çubuğu ve yanındaki pano.
map-title = Harita. Oklar kaydırır, artı ve eksi yakınlaştırıp uzaklaştırır.
map-controls = Harita düğmeleri
map-zoom-in = Yakınlaştır
map-zoom-out = Uzaklaştır
map-fit-all = Hepsini göster
map-locate = Seçileni göster
map-no-webgl = Harita bu tarayıcıda çizilemiyor (WebGL yok). Listeler ve ayrıntılar onsuz da çalışır.
map-basemap-failed = Haritanın zemini yüklenemedi: { $detail }
map-at-pointer = İmlecin altında:
map-at-middle = Haritanın ortası:
map-scale = Ölçek:
map-scale-m = { $value } m
map-scale-km = { $value } km
map-scale-ft = { $value } ft
map-scale-nm = { $value } NM
map-inactive = o anda etkin değil
map-withheld-short = ayrıntılar verilmedi
map-depth-horizontal = ↔ { $length }
map-depth-vertical = ↕ { $length }
map-depth-time = ⏱ { $time }
map-time = Zaman
map-time-slider = Haritanın gösterdiği an
map-now = Şimdi
map-play = Zamanı { $rate } kat hızlandır
map-ahead = { $duration } sonra
map-back = { $duration } önce
map-tick = { $hours } sa
map-seen-operations = Haritada: { $own ->
    [one] { $ownText } kendi operasyonumuz
   *[other] { $ownText } kendi operasyonumuz
  }, { $peers ->
    [one] başkalarının { $peersText } operasyonu.
   *[other] başkalarının { $peersText } operasyonu.
  }
map-seen-off-nominal = { $n ->
    [0] Olağan dışı olan yok.
    [one] { $nText } tanesi olağan dışı.
   *[other] { $nText } tanesi olağan dışı.
  }
map-seen-zones = { $n ->
    [one] { $allText } bölgeden { $nText } tanesi etkin.
   *[other] { $allText } bölgeden { $nText } tanesi etkin.
  }
map-seen-positions = { $n ->
    [0] Görünen hava aracı yok.
    [one] { $nText } hava aracı görünüyor.
   *[other] { $nText } hava aracı görünüyor.
  }
map-seen-conflicts = { $n ->
    [0] Bu anda çakışma yok.
    [one] Bu anda { $nText } çakışma var.
   *[other] Bu anda { $nText } çakışma var.
  }
# Pano.
map-list = Haritada
map-search = Ada, kimliğe ya da tarafa göre ara
map-what = Ne
map-what-all = her şey
map-what-own-operation = kendi operasyonlarımız
map-what-peer-operation = başkalarının operasyonları
map-what-area = bölgeler
map-what-constraint = kısıtlamalar
map-sort = Durum ya da tür
map-any = herhangi biri
map-active-only = Yalnız gösterilen anda olanlar
map-found = { $n ->
    [0] Böyle bir şey yok.
    [one] { $count } sonuç.
   *[other] { $count } sonuç.
  }
map-more = { $n ->
    [one] { $count } tane daha göster
   *[other] { $count } taneden daha fazlasını göster
  }
map-left-out = { $n ->
    [one] { $count } tanesi dışarıda kaldı.
   *[other] { $count } tanesi dışarıda kaldı.
  }
map-own = bizim
map-peer = başka taraf
map-show = Haritada göster
map-open-plan = Plan
map-open-area = Bölge
map-open-log = Kayıtta göster
map-gone = Bu artık resmin bir parçası değil.
map-when = Ne zaman
map-heights = Yükseklikler
map-band = { $lower } – { $upper }
map-priority = Öncelik
map-not-told = bildirilmedi
map-planner = Planlayan
map-changed = Değişti
map-pending = Yazılıyor
map-pending-since = { $time } anından beri, henüz yanıt yok
map-excursion = Hacimlerinin dışında, şu andan beri
map-last-position = Son konum
map-manager = Taraf
map-told-by = Bildiren
map-version = Sürüm
map-id = Kimlik
map-withheld = Tarafı yanıt vermiyor ve ayrıntı bildirmedi: bu hacimlerin içinde herhangi bir yerde olabilir.
map-published = Yayımlandı
map-published-yes = evet, başkalarına bildirildi
map-published-no = hayır, yalnız bu masa biliyor
map-schedule = Etkin
map-windows-until = Saatler { $time } anına kadar hesaplandı.
map-volumes = { $n ->
    [one] { $count } hacim
   *[other] { $count } hacim
  }
map-meets = Karşılaştıkları
map-meets-nothing = Bu masanın bildiği hiçbir şeyle karşılaşmıyor.
map-uncertain = belki: bir yükseklik kesin bilinmiyor
map-profile = Dikey kesit
map-profile-terrain = Yükseklikler WGS 84 elipsoidinin üstündedir. Zemin gösterilmez: burada bilinmiyor.
map-profile-table = Kesit, tablo olarak
map-profile-summary = { $span }: { $n ->
    [0] örtüşme yok.
    [one] { $count } örtüşme.
   *[other] { $count } örtüşme.
  }
map-box-own = Hacim
map-box-own-off-nominal = olağan dışı hacim
map-box-other = Başka operasyon
map-box-zone = Bölge
map-box-overlap = Örtüşme:
map-goto = Koordinatlara git
map-go = Git
map-layers = Katmanlar ve işaretler
map-layers-shown = Göster
map-layer-operations = Operasyonlar
map-layer-areas = Bölgeler ve kısıtlamalar
map-layer-positions = Hava araçları
map-layer-conflicts = Çakışmalar
map-layer-names = Ülke ve yer adları
map-layer-grid = Koordinat ızgarası
map-sample-aircraft = hava aracı; içi boş: 15 saniyeden uzun süredir haber yok
map-sample-conflict = gösterilen anda çakışma; içi boş: daha sonra
map-sample-meeting = izin verilen karşılaşma
map-legend-hint = Eşkenar dörtgenler kendi operasyonlarımız, üçgenler başkalarınınkidir. İçi dolu olanlar uçuyor. Kesik çizgi kabul edilmiş, düz çizgi etkin, noktalı çizgi gösterilen anda etkin olmayandır. Hava araçları yalnız şimdi için gösterilir.
map-unit-m = m
map-unit-ft = ft
map-not-drawn = { $n ->
    [one] { $count } öğe çizilmedi: çok fazla öğe var.
   *[other] { $count } öğe çizilmedi: çok fazla öğe var.
}
