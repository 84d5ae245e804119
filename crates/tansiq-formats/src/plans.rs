//! Plans of flights: GeoJSON, KML, QGroundControl.
