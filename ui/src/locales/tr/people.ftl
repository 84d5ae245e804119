# Masanın kişileri.
people-not-yours = Masanın kişilerini yalnızca yöneticiler görür.
people-intro = Buraya kimin, hangi rolle girebileceği. Rol değişikliği açık oturumlarda da hemen geçerli olur.
people-count = { $n ->
    [one] { $count } kişi
   *[other] { $count } kişi
  }
people-add = Kişi ekle
people-edit = Ad ve rol
people-edit-title = Değiştir: { $name }
people-name = Giriş adı
people-name-hint = Harf, rakam, nokta, tire ve alt çizgi; en çok 64. Sonradan değiştirilemez.
people-name-missing = Bir ad girin.
people-name-long = Ad en çok 64 karakterdir.
people-name-form = Ad; harf, rakam, nokta, tire ve alt çizgiden oluşur, içinde en az bir harf ya da rakam bulunur.
people-name-taken = Bu ad başkasının.
people-last-administrator = Bu, girebilen son yönetici: önce başka biri yönetici olmalı.
people-full-name = Tam adı
people-role = Rol
people-role-viewer = Her şeyi görür, hiçbir şeyi değiştirmez.
people-role-planner = Ayrıca operasyon planlar, değiştirir, bitirir ve bölge içe aktarır.
people-role-duty-officer = Ayrıca bölgeleri yayımlar, kaldırır ve bildirimleri üstlenir.
people-role-administrator = Ayrıca kişileri yönetir.
people-role-at-once = Rol değişikliği açık oturumlarda da hemen geçerli olur.
people-password-made = Bu kişi için bir parola üretilir ve size bir kez gösterilir.
people-you = siz
people-disabled = giremez
people-totp = ikinci etken
people-no-totp = ikinci etken yok
people-sessions = Oturumlar
people-sessions-count = { $n ->
    [0] açık oturum yok
    [one] { $count } tarayıcıda
   *[other] { $count } tarayıcıda
  }
people-last = Son giriş
people-never = hiç
people-created = Eklendi
people-password = Yeni parola
people-password-text = { $name } yeni bir parola alır ve tüm oturumları biter. Eskisi hemen geçersiz olur. Yenisi size bir kez gösterilir.
people-end-sessions = Tüm oturumları bitir
people-end-sessions-text = { $name } için tüm tarayıcılardaki oturumlar hemen biter; yeniden girebilir.
people-end-totp = İkinci etkeni kaldır
people-end-totp-text = { $name } bundan sonra yalnızca parolayla girer. Bunu yalnızca cihaz kaybolduysa yapın.
people-disable = Girişi engelle
people-disable-text = { $name } için tüm oturumlar biter ve siz yeniden izin verene dek giremez.
people-enable = Girişe izin ver
people-remove = Kaldır
people-remove-text = { $name } kaldırılır ve artık giremez. Yaptıkları kayıtta kalır. Bu geri alınamaz.
people-done = Tamam: { $name }
people-handover = Bu parolayı teslim edin
people-handover-text = Bu, { $name } için paroladır. Yalnızca bu kez gösterilir; güvenli bir yolla verin ve ilk girişten sonra değiştirilmesini isteyin.
people-copy = Kopyala
people-copied = Kopyalandı.
people-handed-over = Teslim ettim
