// Package openapi reads an OpenAPI description, 3.0, 3.1 or Swagger 2.0, in JSON
// or YAML, into endpoints of the catalogue.
//
// It exists because a description is a file of somebody else's: often with a
// mistake somewhere, at times enormous, and never a reason to lose what was
// there. So a description is read as a tree of values that know their places,
// one operation at a time: what is wrong with one costs no other, numbers stay as
// they were written, and no file is followed that nobody asked for. The schemas
// are given to kin-openapi, but only when a body is checked: that of one
// operation, not of all.
package openapi
