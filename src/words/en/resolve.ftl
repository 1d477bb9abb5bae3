# Why something is known of a fact, who set a parameter, and why a requirement is left out of a lot.
resolve-category = true of every device of the kind “{ $title }”
resolve-lot = demanded by the tender for this lot
resolve-zone = the tender places the lot there
resolve-route = by the route { $way }
resolve-no-route = none of its links leads to the zone “{ $zone }”
resolve-no-links = the tender links it to nothing
resolve-link = by the link to { $title }
resolve-no-link = the tender has no such link
resolve-set-library = default of the library
resolve-set-tender = set by the tender
resolve-set-lot = set by the tender for this lot
resolve-quoted = “{ $title }”
resolve-here = “{ $fact }” { $says } ({ $because })
resolve-out-other-category = It is for devices of the kind { $wanted }, not “{ $own }”.
resolve-out-excluded-category = It leaves out devices of the kind { $of }.
resolve-out-assurance = It is not asked for at the level of assurance “{ $level }”.
resolve-out-condition = It applies only if { $wanted }. Here { $here }.
