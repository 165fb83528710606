# What the one binary carries: the law, the schema, the texts and the region tables. An .incbin
# costs no compile time, where a generated array of 3 MB takes seconds.
file(GLOB_RECURSE PAYUNG_ASSET_FILES CONFIGURE_DEPENDS RELATIVE ${CMAKE_SOURCE_DIR}
  ${CMAKE_SOURCE_DIR}/rules/*.toml ${CMAKE_SOURCE_DIR}/schema/*.sql
  ${CMAKE_SOURCE_DIR}/web/text/*.json ${CMAKE_SOURCE_DIR}/web/api/*.json ${CMAKE_SOURCE_DIR}/data/*.csv
  ${CMAKE_SOURCE_DIR}/data/*.json ${CMAKE_SOURCE_DIR}/data/common_passwords.txt)
list(FILTER PAYUNG_ASSET_FILES EXCLUDE REGEX "^rules/cases/")
list(SORT PAYUNG_ASSET_FILES)

set(assembly "    .section .rodata\n")
set(table "    .section .data.rel.ro,\"aw\"\n    .global payung_asset_table\n    .balign 8\npayung_asset_table:\n")
set(number 0)
foreach(asset ${PAYUNG_ASSET_FILES})
  string(APPEND assembly
    "asset_name_${number}:\n    .asciz \"${asset}\"\n"
    "asset_data_${number}:\n    .incbin \"${CMAKE_SOURCE_DIR}/${asset}\"\nasset_end_${number}:\n    .byte 0\n")
  string(APPEND table
    "    .quad asset_name_${number}\n    .quad asset_data_${number}\n"
    "    .quad asset_end_${number} - asset_data_${number}\n")
  math(EXPR number "${number} + 1")
endforeach()
string(APPEND table "    .quad 0\n    .quad 0\n    .quad 0\n    .section .note.GNU-stack,\"\",@progbits\n")
set(PAYUNG_ASSET_SOURCE ${CMAKE_BINARY_DIR}/payung_assets.S)
file(CONFIGURE OUTPUT ${PAYUNG_ASSET_SOURCE} CONTENT "${assembly}${table}" @ONLY)
list(TRANSFORM PAYUNG_ASSET_FILES PREPEND ${CMAKE_SOURCE_DIR}/ OUTPUT_VARIABLE asset_paths)
set_source_files_properties(${PAYUNG_ASSET_SOURCE} PROPERTIES OBJECT_DEPENDS "${asset_paths}")
