# Kayıt: ne oldu ve ne zaman ne biliniyordu.
log-timeline = Bu masanın bildikleri
log-slider = Kayıttaki an
log-now = şimdi
log-at-now = Canlı duruma bakıyorsunuz.
log-knew-at = Gösterilen: bu masanın { $time } anında bildikleri (kayıt { $index }).
log-step-back = Bir kayıt geri
log-step-on = Bir kayıt ileri
log-back-to-now = Şimdiye dön
log-fetching = Kayıt okunuyor…
log-choose-moment = Bir an seç
log-moment = An
log-span = Sürgünün kapsadığı süre
log-span-hour = son bir saat
log-span-day = son bir gün
log-span-week = son bir hafta
log-span-all = ilk kayda kadar
log-keys = Tuşlar: [ bir kayıt geri, ] bir kayıt ileri.
log-filter = Süz ve dışa aktar
log-filtered = yalnızca bir bölümü gösteriliyor
log-filter-none = Her şeyi göster
log-entity = Operasyon, bölge ya da başka bir nesne
log-entity-hint = Adıyla ya da tam kimliğiyle.
log-actor = Kim
log-actor-hint = Bir taraf, person:ad ya da desk:taraf.
log-kind = Ne
log-kind-all = her şey
log-group-operations = operasyonlar ve şablonlar
log-group-conflicts = çakışmalar ve bildirimler
log-group-others = başkalarının bildirdikleri
log-group-areas = bölgeler
log-group-deliveries = başkalarına haber verme
log-group-people = kişiler ve oturumlar
log-group-upkeep = bakım
log-from = Başlangıç
log-to = Bitiş
log-export-csv = CSV olarak kaydet
log-export-ndjson = NDJSON olarak kaydet
log-export-picture = Bu görünümü kaydet (JSON)
log-entries = Kayıtlar, en yenisi önce
log-new =
    { $count ->
        [one] { $number } yeni kayıt
       *[other] { $number } yeni kayıt
    }
log-older = Daha eski kayıtları göster
log-not-yet = Henüz bir şey bulunamadı; daha eski kayıtlara bakılmadı.
log-further = Daha geriye bak
log-empty = Bu süzgece uyan bir kayıt yok.
log-full = En çok { $number } kayıt gösterilir. Daha eskileri için süzgeci ya da dışa aktarmayı kullanın.
log-index = kayıt { $index }
log-more-events =
    { $count ->
        [one] ve bu kayıtta { $number } olay daha
       *[other] ve bu kayıtta { $number } olay daha
    }
log-travel-here = O anda bilinenler
log-show = Haritada
log-only = Yalnızca bu
log-actor-person = kişi
log-actor-desk = masa
log-actor-party = taraf
log-by-desk = bu masa kendiliğinden
log-by-console = makinenin başında
log-position = { $place } noktasında, yükseklik { $height } W84
log-delivery = bildirim { $id }
log-depth-ground = yerde { $length }
log-depth-height = yükseklikte { $length }
log-depth-time = zamanda { $duration }
# Her olay türü için bir cümle.
log-event-unknown = Kaydedildi: { $kind } { $name }
log-event-write-begun =
    { $ended ->
        [true] DSS'ten { $name } operasyonunu bitirmesi istendi.
       *[other] { $name } DSS'e gönderildi, istenen durum: { $state }.
    }
log-event-write-landed =
    { $ended ->
        [true] { $name } sona erdi.
       *[other] DSS { $name } operasyonunu aldı.
    }
log-event-write-failed = DSS { $name } operasyonunu almadı.
log-event-orphan-settled = { $name } arandı, DSS'te yok.
log-event-conformance-noted =
    { $outside ->
        [true] { $name } hacimlerinin dışına çıktı.
       *[other] { $name } hacimlerine geri döndü.
    }
log-event-operation-forgotten = { $name } çok önce bitti ve artık durumda tutulmuyor.
log-event-template-put = { $name } şablonu kaydedildi.
log-event-template-removed = { $name } şablonu silindi.
log-event-met = { $name } ile { $other } kesişiyor.
log-event-parted = { $name } ile { $other } artık kesişmiyor.
log-event-noticed = Bir bildirim verildi.
log-event-notices-seen = { $number } numarasına kadar olan bildirimler görüldü.
log-event-operation-known = { $manager }, { $name } operasyonunu bildirdi, durumu: { $state }.
log-event-operation-gone = Başka bir tarafın { $name } operasyonu bitti.
log-event-constraint-known = { $manager }, { $name } kısıtını bildirdi.
log-event-constraint-gone = Başka bir tarafın { $name } kısıtı bitti.
log-event-reported = Rapor: { $name } tarafından { $to } tarafına.
log-event-area-put = { $name } bölgesi girildi.
log-event-area-removed = { $name } bölgesi kaldırıldı.
log-event-area-published =
    { $published ->
        [true] { $name } bölgesi başkalarına bildiriliyor.
       *[other] { $name } bölgesi artık başkalarına bildirilmiyor.
    }
log-event-windows-extended = { $name } takvimi { $until } anına kadar hesaplandı.
log-event-constraint-put = Bu masanın { $name } kısıtı değişti.
log-event-constraint-removed = Bu masanın { $name } kısıtı artık yok.
log-event-delivery-due = { $to } tarafına { $name } bildirilecek.
log-event-delivery-made = Karşı tarafa haber verildi.
log-event-delivery-failed =
    { $until-is ->
        [none] Karşı tarafa haber verilemedi; vazgeçildi.
       *[other] Karşı tarafa haber verilemedi; sonraki deneme: { $until }.
    }
log-event-delivery-superseded = Bir bildirimin yerini daha yenisi aldı.
log-event-person-added = { $name } eklendi, rolü: { $role }.
log-event-person-changed = { $name } hesabı değiştirildi, rolü: { $role }.
log-event-password-changed = { $name } parolası değişti; tüm oturumları sona erdi.
log-event-totp-set = { $name } için ikinci doğrulama açıldı.
log-event-totp-dropped = { $name } için ikinci doğrulama kapatıldı.
log-event-person-removed = { $name } bu masadan çıkarıldı.
log-event-signed-in = { $name } oturum açtı.
log-event-signed-out = { $name } oturumu kapattı.
log-event-signed-out-everywhere = { $name } için tüm oturumlar kapatıldı.
log-event-session-expired = Bir oturumun süresi doldu.
log-event-watch-kept = DSS'teki { $name } aboneliği yenilendi.
log-event-watch-dropped = DSS'teki { $name } aboneliği bitirildi.
log-event-probed = Depo denendi.
# Türlerine göre bildirimler.
log-notice-conflict-found = Bildirim: { $name } ile { $other } çakışıyor.
log-notice-conflict-cleared = Bildirim: { $name } ile { $other } artık çakışmıyor.
log-notice-plan-changed-near = Bildirim: { $manager }, { $name } yakınında bir operasyonu değiştirdi.
log-notice-area-activated = Bildirim: { $other }, { $name } uçuş alanında etkin.
log-notice-state-changed =
    { $automatic ->
        [true] Bildirim: { $name } durumu kendiliğinden değişti: { $state }.
       *[other] Bildirim: { $name } durumu değişti: { $state }.
    }
log-notice-left-volumes = Bildirim: { $name } hacimlerinin dışına çıktı.
log-notice-back-in-volumes = Bildirim: { $name } hacimlerine geri döndü.
log-notice-delivery-failing = Bildirim: { $to } tarafına haber verilemiyor, şimdiye kadar { $count ->
        [one] { $number } deneme
       *[other] { $number } deneme
    }.
log-notice-write-unheard = Bildirim: DSS { $name } hakkında yanıt vermedi; durum araştırılıyor.
log-notice-reconciled =
    { $landed ->
        [true] Bildirim: DSS'in { $name } operasyonunu aldığı anlaşıldı.
       *[other] Bildirim: DSS'in { $name } operasyonunu almadığı anlaşıldı.
    }
log-notice-meetings-left-out = Bildirim: { $count ->
        [one] { $number } kesişme
       *[other] { $number } kesişme
    } çok sayıda olduğu için tek tek kaydedilmedi.
log-notice-peer-unreadable = Bildirim: { $manager } tarafının yanıtları okunamıyor.
