"""Words too common to tell one text from another. Only function words: nothing that names a thing."""


def listed(words: str) -> frozenset[str]:
    return frozenset(words.split())


ENGLISH = listed(
    """
    a about above after again all also am an and any are as at be because been before being below between
    both but by can could did do does doing done during each either few for from further had has have
    having he her here hers herself him himself his how i if in into is it its itself just let may me
    might more most much must my myself neither no nor not now of off on once only or other our ours
    ourselves out over own rather same shall she should since so some such than that the their theirs
    them themselves then there these they this those though through to too under until up upon us very
    was we were what when where whether which while who whom whose why will with within without would yet
    you your yours yourself
    """
)

INDONESIAN = listed(
    """
    ada adalah adapun agar akan akankah aku anda antara apa apabila apakah apalagi atas atau ataukah
    ataupun bagai bagaimana bagaimanakah bagi bahkan bahwa banyak beberapa begini begitu belum berapa
    berapakah berbagai beserta bila bilamana boleh bukan bukankah cara dalam dan dapat dapatkah dari
    darimana daripada demi demikian dengan di dia dimana diri dirinya dulu guna hanya harus hingga ia
    ialah ingin ini inilah itu itulah jadi jangan jika jikalau juga kalau kalian kami kamu kan kapan
    kapankah karena ke kecuali kemudian kenapa kepada kepadanya ketika kini kita lagi lah lain lainnya
    lalu lebih maka mana manakah masih maupun melainkan melalui mengapa mengenai menjadi menurut mereka
    merupakan meski meskipun mungkin namun nya oleh olehnya pada padahal padanya para pernah pernahkah
    pula pun saat saja saling sambil sampai samping sangat sangatlah saya se sebab sebagai sebagaimana
    sebelum sebuah secara sedang sedangkan segala sehingga sejak sejumlah selain selalu selama seluruh
    sementara semua semuanya seorang seperti serta sesuatu sesudah setelah setiap siapa siapakah suatu
    sudah supaya tanpa tapi tempat tentang terhadap tersebut tetapi tiap tidak tidakkah untuk walau
    walaupun yaitu yakni yang
    """
)
