//! Addresses that links lead to, as every program takes them (RFC 3986).

/// Characters of an address, of which Word takes some 2,080.
const ADDRESS: usize = 2_000;

/// An address that every program takes for one (RFC 3986): one that is not would make the whole file
/// unreadable to Word. Nothing where it cannot be made one.
pub fn address(target: &str) -> Option<String> {
    let (scheme, rest) = target.split_once(':')?;
    let scheme = scheme.to_ascii_lowercase();
    let path = match scheme.as_str() {
        "http" | "https" => {
            let rest = rest.strip_prefix("//")?;
            let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
            let (authority, path) = rest.split_at_checked(end)?;
            let (host, port) = authority.split_once(':').unwrap_or((authority, ""));
            let named =
                !host.is_empty() && host.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '.'));
            let numbered = port.is_empty() || port.parse::<u16>().is_ok_and(|_| !port.starts_with('+'));
            if !named || !numbered || host.starts_with(['.', '-']) || host.contains("..") {
                return None;
            }
            format!("//{authority}{}", encode(path))
        }
        "mailto" => {
            let (address, query) = rest.split_once('?').unwrap_or((rest, ""));
            let allowed = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '.' | '_' | '+' | '@');
            if address.matches('@').count() != 1 || !address.chars().all(allowed) {
                return None;
            }
            let query = if query.is_empty() { String::new() } else { format!("?{}", encode(query)) };
            format!("{address}{query}")
        }
        _ => return None,
    };
    let address = format!("{scheme}:{path}");
    (address.len() <= ADDRESS).then_some(address)
}

/// A path with its query and fragment, in which everything else is percent-encoded.
fn encode(path: &str) -> String {
    let mut encoded = String::with_capacity(path.len());
    let mut fragment = false;
    let bytes = path.as_bytes();
    for (at, byte) in bytes.iter().enumerate() {
        let escape = bytes.get(at + 1..at + 3).is_some_and(|two| two.iter().all(u8::is_ascii_hexdigit));
        let kept = match byte {
            b'%' => escape,
            b'#' => !std::mem::replace(&mut fragment, true),
            byte => byte.is_ascii_alphanumeric() || b"-._~/?:@!$&'()*+,;=".contains(byte),
        };
        match kept {
            true => encoded.push(char::from(*byte)),
            false => encoded.push_str(&format!("%{byte:02X}")),
        }
    }
    encoded
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_one_or_none() {
        #[track_caller]
        fn check(target: &str, expected: &str) {
            assert_eq!(address(target).unwrap_or_default(), expected);
        }
        check("https://example.org", "https://example.org");
        check("HTTPS://Example.org:8443/a?b=c#d", "https://Example.org:8443/a?b=c#d");
        check("https://example.org/\"onclick=\"a", "https://example.org/%22onclick=%22a");
        check("https://e.org/[1]|ä%zz%41#a#b", "https://e.org/%5B1%5D%7C%C3%A4%25zz%41#a%23b");
        check("mailto:a.b+c@example.org?subject=d e", "mailto:a.b+c@example.org?subject=d%20e");
        for none in [
            "https://",
            "http://[",
            "https://a..b",
            "https://user@host/",
            "https://a:b/",
            "mailto:a",
            "mailto:a@b@c",
            "javascript:alert(1)",
            "file:///etc",
            "https:/a",
            "https://host:99999",
        ] {
            check(none, "");
        }
        check(&format!("https://a/{}", "b".repeat(5_000)), "");
    }
}
