//! Ids: some names of folders mean devices to Windows, and what was called otherwise is one thing before and after.

use crate::diag::codes;
use crate::diag::{Bag, Diagnostic};
use crate::syntax::Node;
use crate::tender::wire;
use crate::text::Route;

/// Whether Windows can store the folders of the pack.
pub fn check(wire: &wire::Tender, node: &Node, bag: &mut Bag) {
    let root = Route::root();
    let lots = wire.lots.iter().enumerate().map(|(i, lot)| (&lot.id, root.key("lots").index(i).key("id")));
    for (id, route) in lots.chain([(&wire.id, root.key("id"))]).filter(|(id, _)| is_reserved(id)) {
        bag.push(
            Diagnostic::new(&codes::RESERVED_ID, format!("no folder can be called `{id}` on Windows"))
                .at(node.place(&route), "the name of a device there")
                .hint(format!("choose a longer id, such as `{id}-2`")),
        );
    }
}

/// Whether what had another id in a former edition was one thing, and is one thing.
pub fn former(wire: &wire::Tender, node: &Node, bag: &mut Bag) {
    let root = Route::root();
    let mut fault = |route: &Route, message: String, hint: &str| {
        let place = node.place(&route.key("former-id"));
        bag.push(Diagnostic::new(&codes::FORMER_ID, message).at(place, "").hint(hint));
    };
    if wire.former_id.as_ref() == Some(&wire.id) {
        fault(&root, format!("the tender was always called `{}`", wire.id), "remove `former-id`");
    }
    for (i, lot) in wire.lots.iter().enumerate() {
        let Some(former) = &lot.former_id else { continue };
        let at = root.key("lots").index(i);
        let others = || wire.lots.iter().enumerate().filter(|(other, _)| *other != i).map(|(_, lot)| lot);
        if *former == lot.id {
            fault(&at, format!("the lot was always called `{former}`"), "remove `former-id`");
        } else if others().any(|other| other.id == *former) {
            let message = format!("another lot is called `{former}` now");
            fault(&at, message, "give the other lot an id that no lot had before");
        } else if others().take(i).any(|other| other.former_id.as_ref() == Some(former)) {
            let message = format!("two lots were called `{former}`");
            fault(&at, message, "leave `former-id` with the lot that it was, and out of the one that is new");
        }
    }
}

fn is_reserved(id: &str) -> bool {
    let port = |id: &str| id.len() == 1 && id.bytes().all(|byte| byte.is_ascii_digit());
    matches!(id, "con" | "prn" | "aux" | "nul")
        || id.strip_prefix("com").or_else(|| id.strip_prefix("lpt")).is_some_and(port)
}

#[cfg(test)]
mod tests {
    use super::is_reserved;

    #[test]
    fn names_of_devices_are_known() {
        let check = |id: &str, expected| assert_eq!(is_reserved(id), expected, "{id}");
        ["con", "prn", "aux", "nul", "com1", "lpt9", "com0"].iter().for_each(|id| check(id, true));
        ["console", "con-1", "com10", "com", "lpt", "pumps", "coma"].iter().for_each(|id| check(id, false));
    }
}
