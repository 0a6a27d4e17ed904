//! Splits names into words. The services spell acronyms inconsistently (`IPv6Address`, `EIPs`, `TaskIDs`, `FileMD5`,
//! `QRcodeInfo`); a splitter that only considers capitals produces `i_pv6_address` and `ei_ps`.

/// Words that are not split at their capitals. Longest first.
const WHOLE: &[&str] = &[
    "PostgreSQL",
    "CynosDB",
    "ECharts",
    "MariaDB",
    "MongoDB",
    "CKafka",
    "QCloud",
    "WeChat",
    "MySQL",
    "OAuth",
    "QClaw",
    "TBaaS",
    "BaaS",
    "DDoS",
    "DDos",
    "ETag",
    "HSsd",
    "IPv4",
    "IPv6",
    "IaaS",
    "PaaS",
    "SaaS",
    "TiDB",
    "UUid",
    "FSx",
    "GiB",
    "K8S",
    "KiB",
    "MiB",
    "TiB",
    "U2F",
    "iOS",
];

/// Acronyms that can be followed by a lower-case word: `QRcode`, `IDcard`.
const ACRONYMS: &[&str] =
    &["AI", "API", "CDN", "DNS", "HTTP", "ID", "IP", "OCR", "QR", "SSL", "TLS", "URL", "VIP", "VPC"];

/// Acronyms that can follow each other: `CVEID`, `CAMD5`, `JWKSURI`. Sorted, so that a prefix precedes longer acronyms.
const JOINED: &[&str] = &[
    "AI", "API", "CA", "CBS", "CDN", "CIDR", "CLB", "COS", "CVE", "CVM", "CVSS", "DB", "DNS", "EIP", "ENI", "GPU",
    "HTTP", "HTTPS", "ID", "IP", "IPV4", "IPV6", "JSON", "JWKS", "JWT", "K8S", "LLM", "MCP", "MD5", "OCR", "OIDC",
    "POC", "QR", "SAML", "SMS", "SQL", "SSH", "SSL", "TKE", "TLS", "UIN", "URI", "URL", "UUID", "VIP", "VPC", "VPN",
    "WAF",
];

/// Splits a name into words in lower case.
pub fn words(name: &str) -> Vec<String> {
    name.split(|c: char| !c.is_ascii_alphanumeric()).filter(|part| !part.is_empty()).flat_map(split).collect()
}

fn split(part: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    let mut rest = part;
    while !rest.is_empty() {
        let length = first_word(rest);
        let (word, tail) = rest.split_at(length);
        // Letters after digits are part of the same word: `3D`, `2K`.
        match words.last_mut() {
            Some(last) if last.chars().all(|c| c.is_ascii_digit()) => last.push_str(&word.to_ascii_lowercase()),
            _ => words.push(word.to_ascii_lowercase()),
        }
        rest = tail;
    }
    words
}

/// Returns the length of the first word of `rest`.
fn first_word(rest: &str) -> usize {
    if let Some(length) = whole(rest) {
        return length;
    }
    let bytes = rest.as_bytes();
    let run = bytes.iter().take_while(|b| b.is_ascii_uppercase()).count();
    match run {
        0 | 1 => run + bytes[run..].iter().take_while(|b| !b.is_ascii_uppercase()).count(),
        _ => {
            let length = acronym(rest, (1..run).find(|at| whole(&rest[*at..]).is_some()).unwrap_or(run));
            first_joined(&rest[..length]).unwrap_or(length)
        }
    }
}

/// Returns the length of the first acronym, if `word` consists of several.
fn first_joined(word: &str) -> Option<usize> {
    let first = JOINED.iter().rev().find(|known| word.strip_prefix(**known).is_some_and(consists_of_acronyms))?;
    (word.len() > plural(word, first.len())).then_some(first.len())
}

/// Returns whether `word` consists of acronyms, with an optional version or plural `s` at the end.
fn consists_of_acronyms(word: &str) -> bool {
    let is_version =
        word.strip_prefix('V').is_some_and(|rest| !rest.is_empty() && rest.bytes().all(|b| b.is_ascii_digit()));
    let continues = |known: &&str| word.strip_prefix(*known).is_some_and(consists_of_acronyms);
    word.is_empty() || word == "s" || is_version || JOINED.iter().any(continues)
}

/// Returns the length of a word of [`WHOLE`] at the beginning of `rest`.
fn whole(rest: &str) -> Option<usize> {
    let found = WHOLE.iter().find(|whole| rest.starts_with(**whole) && ends_word(rest, whole.len()))?;
    Some(plural(rest, found.len()))
}

/// Returns the length of a word that begins with `run` capitals.
fn acronym(rest: &str, run: usize) -> usize {
    let next = rest.as_bytes().get(run).copied().unwrap_or(b' ');
    if next.is_ascii_digit() {
        return run + digits(rest, run);
    }
    let end = plural(rest, run);
    if !next.is_ascii_lowercase() || end > run {
        return end;
    }
    // The last capital begins the next word, unless the capitals are an acronym before a lower-case word.
    if ACRONYMS.contains(&&rest[..run]) { run } else { run - 1 }
}

/// Counts the digits after an acronym: `MD5`, `H264`, `S3`.
fn digits(rest: &str, from: usize) -> usize {
    rest.as_bytes()[from..].iter().take_while(|b| b.is_ascii_digit()).count()
}

/// Extends `end` by the `s` of a plural: `EIPs`, `TaskIDs`.
fn plural(rest: &str, end: usize) -> usize {
    let tail = &rest.as_bytes()[end..];
    let is_plural = tail.first() == Some(&b's') && tail.get(1).is_none_or(|b| !b.is_ascii_lowercase());
    end + usize::from(is_plural)
}

/// Returns whether a word can end at `end`: before a plural `s`, or before anything but a lower-case letter.
fn ends_word(rest: &str, end: usize) -> bool {
    let end = plural(rest, end);
    rest.as_bytes().get(end).is_none_or(|b| !b.is_ascii_lowercase())
}

#[cfg(test)]
mod tests {
    use super::words;

    #[test]
    fn splits_acronyms_plurals_and_digits() {
        for (name, expected) in [
            ("FileUrl", "file url"),
            ("IPv6Address", "ipv6 address"),
            ("IPv6Addresses", "ipv6 addresses"),
            ("Ipv6Address", "ipv6 address"),
            ("AssignIPv6s", "assign ipv6s"),
            ("ISPIPv6CidrBlock", "isp ipv6 cidr block"),
            ("K8SVersion", "k8s version"),
            ("U2FToken", "u2f token"),
            ("AntiDDoSPackageId", "anti ddos package id"),
            ("TBaaS", "tbaas"),
            ("CVEIDSet", "cve id set"),
            ("VPCIDs", "vpc ids"),
            ("ClusterCAMD5", "cluster ca md5"),
            ("CVSSV3Score", "cvss v3 score"),
            ("IPV6", "ipv6"),
            ("EIPs", "eips"),
            ("TaskIDs", "task ids"),
            ("NonExistPIDs", "non exist pids"),
            ("FileMD5", "file md5"),
            ("MD5Sum", "md5 sum"),
            ("QRcodeInfo", "qr code info"),
            ("QRCodeInfo", "qr code info"),
            ("OCRResult", "ocr result"),
            ("AIEnhanceImage", "ai enhance image"),
            ("HTTPServer", "http server"),
            ("IDCardOCR", "id card ocr"),
            ("ETag", "etag"),
            ("Md5", "md5"),
            ("3DModel", "3d model"),
            ("Base64Content", "base64 content"),
            ("H264Codec", "h264 codec"),
            ("max-face-num", "max face num"),
            ("enable_clarity", "enable clarity"),
            ("faceLifting", "face lifting"),
            ("IMAGE_AIGC", "image aigc"),
            ("TDCRefresh", "tdc refresh"),
            ("URL", "url"),
            ("URLs", "urls"),
            ("VOIPCallInCount", "voip call in count"),
            ("is_pic_info", "is pic info"),
            ("x-cos-acl", "x cos acl"),
            ("#text", "text"),
            ("X", "x"),
            ("UinIDs2", "uin ids 2"),
            ("", ""),
        ] {
            assert_eq!(words(name).join(" "), expected, "{name}");
        }
    }
}
