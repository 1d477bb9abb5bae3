# What is found of the files that a declaration names. Each finding is a sentence without a full stop.
evidence-state-outside = The path of a file leads out of the folder of the declaration.
evidence-state-missing = A file that is listed is not there.
evidence-state-unreadable = A file cannot be read, is in a format that is not read here, or is beyond the limits.
evidence-state-hash-differs = A file is not the one whose SHA-256 is stated.
evidence-state-other-device = A file is of another device, or of another version of it.
evidence-state-wrong-kind = A file is not what its kind of evidence asks for.
evidence-state-expired = A file is not valid any more on the last day for bids.
evidence-state-incomplete = A file lacks something that its kind of evidence asks for.
evidence-state-in-order = Nothing is the matter with a file.

# Paths
evidence-path-empty = the path is empty
evidence-path-control = the path has control characters in it
evidence-path-backslash = the path has `\` in it: write `/` between folders
evidence-path-root = the path starts at the root of a disk: write it from the declaration's own folder on
evidence-path-address = it is an address, not a file: enclose the file itself
evidence-path-colon = the path has `:` in it, which some systems give a meaning of their own
evidence-path-parent = the path leads out of the folder of the declaration: enclose the file in that folder
evidence-path-nothing = the path has a part that names nothing: write it from the declaration's own folder on

# Files
evidence-no-file = there is no such file
evidence-no-file-but = there is no such file; did you mean `{ $path }`?
evidence-link-outside = the path leads out of the folder of the declaration: enclose the file itself
evidence-empty = the file is empty
evidence-too-many-files = it was not read: the declaration lists more than { $most } files
evidence-too-large = it cannot be read: it is larger than { $most } MiB
evidence-too-large-together = it was not read: the files together are larger than { $most } MiB
evidence-too-large-to-take-apart = it was not looked into: such files together are larger than { $most } MiB
evidence-unreadable = it cannot be read: { $why }
evidence-expired = it is valid until { $until }, and the last day for bids is { $deadline }
evidence-wants = { $requirement } wants { $kinds }
evidence-unwanted = { $more ->
    [0] { $wanted }, not { $kind }
    [one] { $wanted }, and 1 more wants other kinds, not { $kind }
   *[other] { $wanted }, and { $more } more want other kinds, not { $kind }
}

# Digests
evidence-no-digest = the declaration states no SHA-256 of it
evidence-other-digest = its SHA-256 is { $found }, not the one that is stated
evidence-line-ends = only the ends of its lines differ from the file that is stated, as when a program carries a text between systems: state { $found }, or enclose the file as it was
evidence-digest-form = its SHA-256 is stated { $form }: write its 64 hexadecimal digits alone, { $found }
evidence-digest-form-and-other = what is stated is not the file's SHA-256, and is written in another form than 64 hexadecimal digits: the file's is { $found }
evidence-digest-none = what is stated is no SHA-256, which has 64 hexadecimal digits: the file's is { $found }
evidence-digest-named = with its name before it
evidence-digest-base64 = in base64
evidence-digest-blanks = with blanks around it
evidence-digest-with-name = with more behind it
evidence-digest-grouped = in groups of digits

# Documents
evidence-form-pdf = a PDF
evidence-form-office = an Office document
evidence-form-old-office = a document of Office 97 to 2003
evidence-form-png = a PNG picture
evidence-form-jpeg = a JPEG picture
evidence-form-gif = a GIF picture
evidence-form-tiff = a TIFF picture
evidence-form-webp = a WebP picture
evidence-form-signed-container = a signed container
evidence-form-signed-envelope = a signed envelope
evidence-form-text = a text
evidence-unread-xps = an XPS document
evidence-unread-iwork = a document of Apple's Pages, Numbers or Keynote
evidence-unread-heic = a HEIC picture
evidence-unread-archive = an archive
evidence-unread-mail = a mail or mailbox of Outlook
evidence-unread-program = a program
evidence-unread-unknown = of no form that is known here
evidence-document-encrypted = it is encrypted with a password
evidence-document-misnamed = its name ends in `.{ $extension }`, and it is { $found }
evidence-document-misnamed-unread = its name ends in `.{ $extension }`, and it is { $found }, not { $promised }
evidence-document-unread = it is { $found }; what is read is { $read }
evidence-document-cut-off = the PDF is cut off: its end is missing
evidence-document-no-page = the PDF has no page
evidence-document-no-text = there is no text in it
evidence-may-ask-for-password = the PDF is encrypted, and may ask for a password

# Bills of materials
evidence-bill-family = { $family } { $versions } in { $encodings }
evidence-bill-other = { $what }; { $read } are read
evidence-other-utf16 = it is a text in UTF-16, as PowerShell's `>` writes it, and belongs in UTF-8
evidence-other-compressed = it is compressed with gzip
evidence-other-zip = it is a zip archive or an Office document
evidence-other-pdf = it is a PDF
evidence-other-html = it is HTML
evidence-other-not-text = it is no text in UTF-8
evidence-other-no-json = it is neither JSON nor XML
evidence-other-tag-value = it is SPDX as tags and values
evidence-other-yaml = it is a bill of materials in YAML
evidence-other-rdf = it is SPDX or other data in RDF
evidence-other-linked-data = it is linked data without the context of SPDX
evidence-other-envelope = it is a signed envelope, whose content is not unpacked here
evidence-other-no-bill = it has neither `bomFormat` nor `spdxVersion`, so it is no bill of materials
evidence-bill-is-xml = it is XML of another kind, with the root `{ $root }`
evidence-bill-version = its `{ $key }` is { $found }
evidence-bill-version-number = its `{ $key }` is the number { $number }, and belongs in quotes: "{ $number }"
evidence-bill-without-version = it has no `{ $key }`
evidence-bill-no-json = it is no JSON that can be read: { $why }
evidence-bill-no-xml = it is no XML that can be read: { $why }
evidence-text-at = { $what } at line { $line } column { $column }
evidence-text-levels = it is nested more than { $most } levels deep
evidence-text-values = it has more than { $most } values
evidence-text-twice = the key `{ $key }` stands twice in one object
evidence-text-document-type = it has a document type (DTD)
evidence-text-entity = it names the entity `{ $name }`
evidence-text-cut-off = it ends before its first element does
evidence-bill-invalid = it is not valid { $format }: { $wrongs }
evidence-bill-and-more = and more
evidence-bill-no-schema = the schema of its format cannot be used: { $why }
evidence-bill-no-device = it does not say which device it is of
evidence-bill-no-device-version = it does not say which version of the device it is of
evidence-bill-other-device = it is of { $found }, and the device offered is `{ $offered }`
evidence-bill-other-version = it is of version `{ $found }`, and version `{ $offered }` is offered
evidence-bill-no-component = it lists no component
evidence-bill-all-unknown = it marks all of its components as unknown
evidence-bill-only-tools = it does not say who made it, only with which program
evidence-bill-without = { $count ->
    [one] { $all ->
        [one] 1 of 1 component has no { $what }
       *[other] 1 of { $all } components has no { $what }
    }
   *[other] { $count } of { $all } components have no { $what }
}
evidence-bill-unlisted = its relationships name what it does not list
evidence-bill-twice = a reference stands for more than one thing
evidence-bill-named = { $more ->
    [0] { $sentence }: { $names }
   *[other] { $sentence }: { $names } and { $more } more
}
evidence-lacks-author = it does not say who made it
evidence-lacks-tool = it does not say with which program it was made
evidence-lacks-timestamp = it does not say when it was made
evidence-lacks-generation-context = it does not say in which phase it was made (before, during or after the build)
evidence-lacks-identifier = no component has a unique identifier: a package URL, a CPE name or a SWID tag
evidence-lacks-relationships = it states no relationship between components
evidence-element-name = name
evidence-element-version = version
evidence-element-producer = producer
evidence-element-hash = hash
evidence-element-licence = licence
evidence-element-relationships = relationship to others
evidence-time-form = it was made on "{ $written }", which is no date with a time and a zone
evidence-time-impossible = it was made on "{ $written }", and there is no such day or hour
evidence-time-past = it was made on "{ $written }", before there were such bills
evidence-time-future = it was made on "{ $written }", after the last day for bids ({ $deadline })
evidence-schema-whole = the text
evidence-schema-lacks = { $place } lacks `{ $key }`
evidence-schema-key = { $place } has a key `{ $key }`, which is none of the format
evidence-schema-type = { $place } is { $found }, where { $wanted } belongs
evidence-schema-word = { $place } is { $found }, which is none of its words
evidence-schema-word-meant = { $place } is { $found }, which is none of its words (did you mean `{ $meant }`?)
evidence-schema-twice = { $place } lists the same thing twice
evidence-schema-several = { $place } says more than one thing where one belongs
evidence-schema-empty = { $place } is empty
evidence-schema-form = { $place } is { $found }, which has the wrong form
evidence-type-string = a text
evidence-type-object = an object
evidence-type-array = a list
evidence-type-boolean = `true` or `false`
evidence-type-number = a number
evidence-type-other = another kind of value

# What a content says of itself
evidence-figure-format = Format
evidence-figure-device = Device
evidence-figure-components = Components
evidence-figure-without-version = Without version
evidence-figure-without-producer = Without producer
evidence-figure-without-identifier = Without unique identifier
evidence-figure-without-hash = Without hash
evidence-figure-without-licence = Without licence
evidence-figure-marked-unknown = Marked as unknown
evidence-figure-malformed-addresses = Malformed addresses
evidence-figure-relationships = Relationships
evidence-figure-author = Author
evidence-figure-tool = Tool
evidence-figure-timestamp = Timestamp
evidence-figure-generation-context = Generation context
evidence-figure-schema = Schema
evidence-figure-encryption = Encryption
evidence-figure-minimum-elements = CISA's minimum elements (draft of 2025)
evidence-elements = { $there ->
    [11] all { $all }
   *[other] { $there } of { $all }, without { $absent }
}
evidence-cisa-author = SBOM author
evidence-cisa-producer = software producer
evidence-cisa-name = component name
evidence-cisa-version = component version
evidence-cisa-identifier = software identifiers
evidence-cisa-hash = component hash
evidence-cisa-licence = licence
evidence-cisa-relationships = dependency relationship
evidence-cisa-tool = tool name
evidence-cisa-timestamp = timestamp
evidence-cisa-generation-context = generation context
evidence-not-stated = not stated
evidence-no-schema = none is at hand, so its form was not judged
