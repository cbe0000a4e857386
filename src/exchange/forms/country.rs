//! Countries: ISO 3166 codes, and the Vietnamese and English names of those an office in Vietnam writes most.
//!
//! Not an atlas: a country without a name here is given by its code.

use super::Unread;
use crate::text::{fold, nearest, quoted};

/// The codes assigned in ISO 3166-1, two letters each.
const CODES: &str = "AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS \
    BT BV BW BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI \
    FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR \
    IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM \
    MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT \
    PW PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM \
    TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM ZW";

/// Code, and its names folded.
const NAMES: [(&str, &[&str]); 48] = [
    ("VN", &["viet nam", "vietnam", "vnm"]),
    ("LA", &["lao", "laos", "chdcnd lao", "nuoc chdcnd lao", "lao pdr", "cong hoa dan chu nhan dan lao"]),
    ("KH", &["campuchia", "cam-pu-chia", "cambodia", "vuong quoc campuchia"]),
    ("TH", &["thai lan", "thailand"]),
    ("MM", &["myanmar", "mi-an-ma", "mianma"]),
    ("MY", &["malaysia", "ma-lai-xi-a"]),
    ("SG", &["singapore", "xin-ga-po"]),
    ("ID", &["indonesia", "in-do-ne-xi-a"]),
    ("PH", &["philippines", "phi-lip-pin", "philippin"]),
    ("BN", &["brunei", "bru-nay", "brunei darussalam"]),
    ("TL", &["timor-leste", "timor leste", "dong timor", "east timor"]),
    ("JP", &["nhat ban", "nhat", "japan"]),
    ("KR", &["han quoc", "korea", "south korea", "republic of korea", "dai han dan quoc"]),
    ("KP", &["trieu tien", "chdcnd trieu tien", "north korea"]),
    ("CN", &["trung quoc", "china", "chnd trung hoa"]),
    ("TW", &["dai loan", "taiwan", "dai loan (trung quoc)"]),
    ("MN", &["mong co", "mongolia"]),
    ("IN", &["an do", "india"]),
    ("LK", &["sri lanka", "xri lan-ca"]),
    ("BD", &["bangladesh", "bang-la-det"]),
    ("NP", &["nepal", "ne-pan"]),
    ("PK", &["pakistan", "pa-ki-xtan"]),
    ("RU", &["nga", "lien bang nga", "russia", "russian federation"]),
    ("BY", &["belarus", "be-la-rut"]),
    ("UA", &["ukraine", "u-crai-na", "ucraina"]),
    ("KZ", &["kazakhstan", "ca-dac-xtan"]),
    ("FR", &["phap", "france", "cong hoa phap"]),
    ("DE", &["duc", "germany", "chlb duc", "cong hoa lien bang duc"]),
    ("GB", &["anh", "vuong quoc anh", "united kingdom", "uk", "great britain"]),
    ("IT", &["italia", "y", "italy", "i-ta-li-a"]),
    ("ES", &["tay ban nha", "spain"]),
    ("PT", &["bo dao nha", "portugal"]),
    ("NL", &["ha lan", "netherlands", "the netherlands"]),
    ("BE", &["bi", "belgium"]),
    ("CH", &["thuy si", "switzerland"]),
    ("AT", &["ao", "austria"]),
    ("DK", &["dan mach", "denmark"]),
    ("FI", &["phan lan", "finland"]),
    ("SE", &["thuy dien", "sweden"]),
    ("NO", &["na uy", "norway"]),
    ("PL", &["ba lan", "poland"]),
    ("CZ", &["sec", "cong hoa sec", "czechia", "czech republic"]),
    ("HU", &["hungary", "hung-ga-ri"]),
    ("US", &["hoa ky", "my", "united states", "usa", "united states of america"]),
    ("CA", &["canada", "ca-na-da"]),
    ("AU", &["uc", "australia", "o-xtray-li-a"]),
    ("NZ", &["new zealand", "niu di-lan"]),
    ("CU", &["cuba", "cu-ba"]),
];

/// The ISO 3166 code of the country the text names. A code is two capital letters; `my` is Mỹ, `MY` Malaysia.
///
/// ```
/// use pactwatch::exchange::forms::country::read;
/// assert_eq!(read("Hàn Quốc"), Ok("KR"));
/// assert_eq!(read("CHDCND Lào"), Ok("LA"));
/// assert_eq!(read("kr"), Ok("KR"));
/// ```
pub fn read(text: &str) -> Result<&'static str, Unread> {
    let code = |text: &str| CODES.split(' ').find(|code| *code == text);
    if let Some(code) = code(text.trim()) {
        return Ok(code);
    }
    let folded = fold(text);
    let name = folded.strip_prefix("nuoc ").unwrap_or(&folded);
    if let Some((code, _)) = NAMES.iter().find(|(_, names)| names.contains(&name)) {
        return Ok(code);
    }
    if let Some(code) = code(&text.trim().to_uppercase()) {
        return Ok(code);
    }
    let near = nearest(name, NAMES.iter().flat_map(|(_, names)| names.iter().copied()).filter(|name| name.len() > 3));
    let cure = match near.and_then(|near| NAMES.iter().find(|(_, names)| names.contains(&near))) {
        Some((code, _)) => format!("write the ISO 3166 code ({code}, if that is meant)"),
        None => "write the ISO 3166 code, for example KR for Hàn Quốc".to_owned(),
    };
    Err(Unread::new(format!("{} is not a country this program knows", quoted(text)), cure))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_and_names() {
        for (text, expected) in [
            ("KR", "KR"),
            (" la ", "LA"),
            ("Lào", "LA"),
            ("Cam-pu-chia", "KH"),
            ("Nhật Bản", "JP"),
            ("Mỹ", "US"),
            ("MY", "MY"),
            ("my", "US"),
            ("Ý", "IT"),
            ("Liên bang Nga", "RU"),
            ("Hàn quốc", "KR"),
            ("Czech Republic", "CZ"),
        ] {
            assert_eq!(read(text), Ok(expected), "{text}");
        }
        for wrong in ["XX", "Hàn", "", "KOR1", "Atlantis"] {
            assert!(read(wrong).is_err(), "{wrong}");
        }
        assert!(read("Campuchea").expect_err("a slip").cure.contains("KH"));
    }

    #[test]
    fn every_named_country_has_a_code_and_no_name_stands_twice() {
        let mut seen = std::collections::BTreeSet::new();
        assert_eq!(CODES.split(' ').count(), 249);
        for (code, names) in NAMES {
            assert!(CODES.split(' ').any(|known| known == code), "{code}");
            for name in names {
                assert_eq!(fold(name), *name, "{name} is not folded");
                assert!(seen.insert(name), "{name} stands twice");
            }
        }
    }
}
