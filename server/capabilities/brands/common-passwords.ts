/**
 * Words and keyboard walks that the published lists of leaked passwords are made of, in their plain form: lower case,
 * without digits and signs at either end. `password-rules.ts` finds their variations, so that "P@ssw0rd2024!" needs no entry.
 */
export const commonWords: ReadonlySet<string> = new Set(
  `password passwort passord passwd pass parola senha contrasena motdepasse wachtwoord haslo lozinka salasana kennwort
  pasuwado pasuwaado angou himitsu secret secrets topsecret private access login logon signin welcome hello letmein openup
  opensesame open enter entry admin administrator administrador root superuser super user username guest default change changeme
  changeit temp temporary test tester testing testtest demo sample example system manager service server master owner staff
  office company internet computer laptop network windows microsoft apple google android samsung iphone facebook instagram
  twitter youtube amazon yahoo linkedin netflix spotify github oracle cisco database postgres mysql docker maido
  qwerty qwertyui qwertyuiop qwertz qwertzuiop azerty azertyuiop asdf asdfg asdfgh asdfghjk asdfghjkl zxcv zxcvb zxcvbn zxcvbnm
  qazwsx qazwsxedc wsxedc edcrfv qweasd qweasdzxc asdqwe asdzxc zaqwsx zaqxsw xswzaq poiuytrewq lkjhgfdsa mnbvcxz
  abc abcd abcde abcdef abcdefg abcdefgh abcdefghi abcabc aabbcc aaa aaaa aaaaa xyz zxy
  iloveyou iloveu ilove loveyou loveme lovely love lover lovers loverboy lovergirl mylove truelove forever always friends
  friend friendship family mother father mommy daddy mama papa baby babygirl babyboy honey sweety sweetie sweetheart darling
  princess prince queen king kingdom angel angels angela heaven jesus jesuschrist christ christian god godisgood bless blessed
  sunshine sunflower sunny moonlight moon star stars starlight rainbow flower flowers rose butterfly dolphin dolphins
  monkey dragon tiger tigers lion panther eagle eagles falcon wolf wolves bear bears puppy kitty kitten cat cats dog dogs doggy
  horse horses pony rabbit bunny turtle spider snake shark fish chicken turkey cowboy cowboys
  football soccer baseball basketball hockey tennis golf golfer volleyball cricket rugby swimming skate skateboard surf
  superman batman spiderman ironman wolverine hulk joker pokemon pikachu naruto sasuke onepiece luffy goku dragonball doraemon
  totoro gundam evangelion sailormoon mario luigi zelda sonic minecraft fortnite roblox warcraft starcraft counterstrike
  starwars startrek matrix harrypotter potter hogwarts gandalf frodo legolas disney mickey minnie tinkerbell snoopy hellokitty
  michael jordan michelle jennifer jessica ashley amanda daniel david james john robert william richard charles charlie thomas
  joseph andrew anthony matthew joshua nicholas nicole samantha elizabeth victoria patricia barbara melissa stephanie rebecca
  natasha natalie anna maria marina laura sarah hannah emily olivia sophia isabella george justin brandon jonathan christopher
  alexander alexandra benjamin samuel patrick steven kevin brian jason eric ryan tyler austin dallas phoenix denver chicago
  boston london paris berlin madrid barcelona roma tokyo osaka kyoto nagoya sapporo fukuoka yokohama sendai kobe hiroshima
  okinawa japan nippon nihon america england canada australia brasil brazil india russia china korea thailand
  liverpool arsenal chelsea manchester united juventus realmadrid benfica celtic rangers yankees lakers steelers redsox packers
  hanshin tigers giants carp softbank hawks samurai ninja sakura hanako tarou taro yamada suzuki satou sato tanaka takahashi
  watanabe kobayashi nakamura yoshida sasaki yamamoto takashi hiroshi kenji yuki yuuki haruka misaki ayumi kaori naoki daisuke
  takuya kazuya tomoko keiko yoko akira makoto satoshi ichiro matsui arashi morning musume nakata daisuki aishiteru
  sayonara arigato arigatou konnichiwa ohayou kawaii neko inu usagi tenshi hoshi sora umi hana momo ringo ichigo
  summer winter spring autumn monday tuesday wednesday thursday friday saturday sunday january february march april june july
  august september october november december birthday christmas holiday vacation
  freedom liberty peace happy happiness smile lucky luck money dollar million business marketing customer shop store shopping
  chocolate cookie cookies candy sugar pepper ginger cheese banana orange lemon cherry peach strawberry blueberry coffee
  music guitar piano dance dancer dancing rock rocknroll metallica nirvana slipknot eminem beatles elvis rihanna beyonce
  hunter hunting killer shadow ghost vampire zombie devil demon satan evil danger trouble thunder lightning storm hurricane
  mustang ferrari porsche mercedes corvette camaro toyota honda nissan yamaha suzuki kawasaki harley ducati chevrolet
  diamond silver golden gold platinum crystal purple yellow orange black white green blue pink scarlet
  ncc trustno whatever nothing something anything everything nobody someone somebody idontknow ihateyou fuckyou fuckoff fuck
  bitch asshole shit bullshit pussy sexy sexsex hardcore playboy naked porn slut
  computer1 blink newyork newlife mylife lifeisgood goodluck goodbye goodlife jackass peanut pumpkin muffin snickers snowball
  snowman tinker buster maggie bailey buddy rocky max molly daisy lucy sophie oliver oscar simba coco shelby ranger
  hammer bulldog wizard merlin magic magical knight knights warrior warriors gladiator spartan viking pirate pirates captain`
    .split(/\s+/)
    .filter((word) => word !== ""),
)
