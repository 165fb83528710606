# Warnings are errors, and the same everywhere; sanitizers come from the presets.
set(PAYUNG_SANITIZE "" CACHE STRING "address,undefined or thread; empty for none")

add_library(payung_options INTERFACE)
# GCC 12 sees an uninitialised alternative in every optional inside a Result (GCC bug 80635); the
# sanitizers and clang watch over the real ones.
target_compile_options(payung_options INTERFACE
  -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wsign-conversion -Wswitch-enum -Werror
  $<$<CXX_COMPILER_ID:GNU>:-Wno-maybe-uninitialized>)
target_include_directories(payung_options INTERFACE ${CMAKE_SOURCE_DIR}/src)
if(PAYUNG_SANITIZE MATCHES thread)
  # Asio's fences are not seen by GCC's thread sanitizer, which says so for each.
  target_compile_options(payung_options INTERFACE $<$<CXX_COMPILER_ID:GNU>:-Wno-tsan>)
endif()
if(PAYUNG_SANITIZE)
  target_compile_options(payung_options INTERFACE
    -fsanitize=${PAYUNG_SANITIZE} -fno-sanitize-recover=all -fno-omit-frame-pointer)
  target_link_options(payung_options INTERFACE -fsanitize=${PAYUNG_SANITIZE})
endif()

find_program(CCACHE ccache)
if(CCACHE AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
  set(CMAKE_CXX_COMPILER_LAUNCHER ${CCACHE})
  set(CMAKE_C_COMPILER_LAUNCHER ${CCACHE})
endif()
find_program(MOLD mold)
if(MOLD AND CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
  add_link_options(-fuse-ld=mold)
endif()
